import type { Request } from "express";
import { type Tenant, userinfoPath } from "../../tenant.js";
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

/** The metadata and the keys of every version, which others than the tenant's own paths may name too. */
const documents: readonly (readonly [RegExp, FaultPoint])[] = [
  [/\/\.well-known\/openid-configuration$/, "discovery"],
  [/\/discovery\/(?:v2\.0\/)?keys$/, "keys"],
];

function pointsOf(
  { method, path }: Request,
  paths: Tenant["paths"],
  form: URLSearchParams,
): readonly FaultPoint[] {
  if (path === userinfoPath || path.startsWith("/v1.0/")) {
    return ["graph"];
  }
  if (method === "POST" && path === paths.token) {
    return tokenPoints(form.get("grant_type"));
  }
  if (method === "POST" && path === paths.deviceCode) {
    return ["deviceCode"];
  }
  if (method === "GET" && path === paths.authorize) {
    return ["authorize"];
  }
  return documents.filter(([address]) => method === "GET" && address.test(path)).map(([, point]) => point);
}
