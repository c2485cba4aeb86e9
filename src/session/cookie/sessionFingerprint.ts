import { createHash } from "node:crypto";
import type { Request } from "express";
import type { Config } from "../../config/config.js";
import { sessionCookie } from "../sessionMiddleware.js";
import { sentCookie } from "./sentCookie.js";

/** Names the session that a request brings along, before it is read; nobody can tell its id from the name. */
export function sessionFingerprint(
  request: Request,
  config: Pick<Config, "origin" | "secureCookies">,
): string {
  const cookie = sentCookie(request, sessionCookie(config).name) ?? "";
  return createHash("sha256").update(cookie).digest("base64url");
}
