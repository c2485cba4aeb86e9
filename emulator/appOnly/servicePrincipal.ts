import { createHash } from "node:crypto";
import type { Application } from "../applications/application.js";
import type { Applications } from "../applications/applications.js";
import { apiOf, isGraph, scopeName } from "../tokens/scopes.js";

/** Returns the object id by which the tenant knows an application, as its tokens have it in `oid` and `sub`: always the same. */
export function servicePrincipalId(clientId: string): string {
  const hex = createHash("sha256").update(`service principal ${clientId}`).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** Returns the values of the app roles that an administrator has given to the application in this API. */
export function appRolesIn(
  applications: Applications,
  { applicationPermissions }: Application,
  apiName: string,
): string[] {
  const nameOf = (name: string) => (isGraph(name) ? "graph" : (applications.findApi(name)?.clientId ?? name));
  return applicationPermissions
    .filter((permission) => nameOf(apiOf(permission)) === nameOf(apiName))
    .map(scopeName);
}
