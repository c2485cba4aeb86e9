import type { Request } from "express";
import { mePath, type Tenant, userinfoPath } from "../../tenant.js";
import { clientIdOf } from "../../tokens/clientId.js";
import type { FaultPoint } from "./fault.js";

/** Where a request can fail, and for which application. */
export interface AskedPoints {
  readonly at: readonly FaultPoint[];
  readonly clientId: string | undefined;
  /** The OAuth form of the request; empty if it has none. */
  readonly form: URLSearchParams;
}

/** The points of a token request of this grant type. */
export function tokenPoints(grantType: unknown): readonly FaultPoint[] {
  return grantType === "refresh_token" ? ["token", "refresh"] : ["token"];
}

/** Returns the points of a request whose form has been read, and whose address has the id of the tenant; empty if none. */
export function askedPoints(request: Request, { paths }: Tenant): AskedPoints {
  const form = new URLSearchParams(typeof request.body === "string" ? request.body : "");
  const named = form.get("client_id") ?? request.query.client_id;
  const clientId = clientIdOf(request.get("Authorization"), named);
  return { at: pointsOf(request, paths, form), clientId, form };
}

function pointsOf(
  { method, path }: Request,
  paths: Tenant["paths"],
  form: URLSearchParams,
): readonly FaultPoint[] {
  if (path === userinfoPath || path === mePath || path.startsWith(`${mePath}/`)) {
    return ["graph"];
  }
  if (method === "POST") {
    return path === paths.token
      ? tokenPoints(form.get("grant_type"))
      : path === paths.deviceCode
        ? ["deviceCode"]
        : [];
  }
  const byPath: Readonly<Record<string, FaultPoint>> = {
    [paths.authorize]: "authorize",
    [paths.discovery]: "discovery",
    [paths.keys]: "keys",
  };
  const point = method === "GET" ? byPath[path] : undefined;
  return point === undefined ? [] : [point];
}
