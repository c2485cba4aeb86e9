import type { Application } from "../applications/application.js";
import type { Applications } from "../applications/applications.js";
import { objectIdFor } from "../directory/objectId.js";
import { apiOf, isGraph, scopeName } from "../tokens/scopes.js";

/** Returns the object id by which the tenant knows an application, as its tokens have it in `oid` and `sub`: always the same. */
export function servicePrincipalId(clientId: string): string {
  return objectIdFor(`service principal ${clientId}`);
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
