import type { Directory, StoredApplication } from "../directory/directory.js";
import { badRequest, GraphFault } from "../protocol/graphFault.js";
import { duplicates } from "./uniqueValues.js";

/** Throws GraphFault if a scope and a role have one id. */
export function refuseSharedIds({ api: { oauth2PermissionScopes }, appRoles }: Entitlements): void {
  const roles = new Set(appRoles.map(({ id }) => id));
  if (oauth2PermissionScopes.some(({ id }) => roles.has(id))) {
    throw badRequest(duplicates);
  }
}

/** Throws GraphFault for an Application ID URI that is another's, or neither of the client id nor of a domain of the tenant. */
export function refuseIdentifierUris(
  { appId, id, identifierUris }: Pick<StoredApplication, "appId" | "id" | "identifierUris">,
  { applications, tenant }: Directory,
): void {
  const own = [`api://${appId}`, `api://${appId}/`, `https://${tenant.initialDomain}/`];
  for (const uri of identifierUris) {
    if (!own.some((start) => uri === start || (start.endsWith("/") && uri.startsWith(start)))) {
      throw new GraphFault(
        400,
        "HostNameNotOnVerifiedDomain",
        `Values of identifierUris property must use a verified domain of the organization or its subdomain: '${uri}'`,
      );
    }
    if (applications.all.some((other) => other.id !== id && other.identifierUris.includes(uri))) {
      throw new GraphFault(
        400,
        "ObjectConflict",
        "Another object with the same value for property identifierUris already exists.",
      );
    }
  }
}

interface Entitlements extends Pick<StoredApplication, "appRoles"> {
  readonly api: Pick<StoredApplication["api"], "oauth2PermissionScopes">;
}
