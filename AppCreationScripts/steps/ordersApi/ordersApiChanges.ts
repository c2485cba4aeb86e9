import * as z from "zod";
import { claimChanges, existingRegistration, roleChanges } from "../application/registrationChanges.js";
import type { ordersApiOf } from "./ordersApi.js";

const permissionScope = z.looseObject({ id: z.string(), value: z.string().nullish() });

/** What the orders API may have already and others may have added to. */
export const existingOrdersApi = existingRegistration.pick({ optionalClaims: true, appRoles: true }).extend({
  identifierUris: z.array(z.string()),
  api: z.object({
    requestedAccessTokenVersion: z.number().nullish(),
    oauth2PermissionScopes: z.array(permissionScope),
  }),
});

type Existing = z.output<typeof existingOrdersApi>;
type Wanted = ReturnType<typeof ordersApiOf>;

/** What has to change for the orders API to have all that is wanted. What others have added stays. */
export function ordersApiChanges(existing: Existing, wanted: Wanted) {
  return {
    ...apiChanges(existing.api, wanted.api),
    ...roleChanges(existing.appRoles, wanted.appRoles),
    ...claimChanges(existing.optionalClaims, wanted.optionalClaims, "accessToken"),
  };
}

/** A scope of the same name is taken as it is. */
function apiChanges(existing: Existing["api"], { requestedAccessTokenVersion, ...wanted }: Wanted["api"]) {
  const scopes = existing.oauth2PermissionScopes;
  const missing = wanted.oauth2PermissionScopes.filter(
    ({ id, value }) => !scopes.some((scope) => scope.id === id || scope.value === value),
  );
  const changes = {
    ...(existing.requestedAccessTokenVersion === requestedAccessTokenVersion
      ? {}
      : { requestedAccessTokenVersion }),
    ...(missing.length > 0 ? { oauth2PermissionScopes: [...scopes, ...missing] } : {}),
  };
  return Object.keys(changes).length > 0 ? { api: changes } : {};
}
