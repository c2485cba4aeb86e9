import * as z from "zod";
import type { registrationOf } from "./registration.js";

const resourceAccess = z.looseObject({ id: z.string(), type: z.string() });

/** What an application may have already and others may have added to. */
export const existingRegistration = z.object({
  web: z.object({
    redirectUris: z.array(z.string()),
    homePageUrl: z.string().nullish(),
    logoutUrl: z.string().nullish(),
  }),
  requiredResourceAccess: z.array(
    z.looseObject({ resourceAppId: z.string(), resourceAccess: z.array(resourceAccess) }),
  ),
  optionalClaims: z
    .looseObject({ idToken: z.array(z.looseObject({ name: z.string() })).nullish() })
    .nullish(),
  appRoles: z.array(z.looseObject({ id: z.string(), value: z.string().nullish() })),
});

type Existing = z.output<typeof existingRegistration>;
type Wanted = ReturnType<typeof registrationOf>;

/**
 * What has to change for an application to have all that is wanted. What others have added stays: Graph replaces
 * collections as a whole, so each one that changes is given with what it has already.
 */
export function registrationChanges(existing: Existing, wanted: Wanted): object {
  return {
    ...webChanges(existing.web, wanted.web),
    ...permissionChanges(existing.requiredResourceAccess, wanted.requiredResourceAccess),
    ...claimChanges(existing.optionalClaims, wanted.optionalClaims),
    ...roleChanges(existing.appRoles, wanted.appRoles),
  };
}

function webChanges(existing: Existing["web"], { redirectUris, ...addresses }: Wanted["web"]) {
  const missing = redirectUris.filter((uri) => !existing.redirectUris.includes(uri));
  const changes = {
    ...(missing.length > 0 ? { redirectUris: [...existing.redirectUris, ...missing] } : {}),
    ...(existing.homePageUrl === addresses.homePageUrl ? {} : { homePageUrl: addresses.homePageUrl }),
    ...(existing.logoutUrl === addresses.logoutUrl || !addresses.logoutUrl
      ? {}
      : { logoutUrl: addresses.logoutUrl }),
  };
  return Object.keys(changes).length > 0 ? { web: changes } : {};
}

function permissionChanges(
  existing: Existing["requiredResourceAccess"],
  wanted: Wanted["requiredResourceAccess"],
) {
  const merged = [...existing];
  for (const { resourceAppId, resourceAccess } of wanted) {
    const index = merged.findIndex((resource) => resource.resourceAppId === resourceAppId);
    const access = merged[index]?.resourceAccess ?? [];
    const missing = resourceAccess.filter(({ id }) => !access.some((one) => one.id === id));
    if (missing.length > 0) {
      const changed = { resourceAppId, resourceAccess: [...access, ...missing] };
      merged.splice(index < 0 ? merged.length : index, 1, changed);
    }
  }
  const changed = merged.some((resource) => !existing.includes(resource));
  return changed ? { requiredResourceAccess: merged } : {};
}

function claimChanges(existing: Existing["optionalClaims"], { idToken }: Wanted["optionalClaims"]) {
  const claims = existing?.idToken ?? [];
  const missing = idToken.filter(({ name }) => !claims.some((one) => one.name === name));
  return missing.length > 0 ? { optionalClaims: { ...existing, idToken: [...claims, ...missing] } } : {};
}

function roleChanges(existing: Existing["appRoles"], wanted: Wanted["appRoles"]) {
  const missing = wanted.filter(
    ({ id, value }) => !existing.some((role) => role.id === id || role.value === value),
  );
  // Graph tells where a role comes from, and refuses to be told.
  const kept = existing.map(({ origin: _readOnly, ...role }) => role);
  return missing.length > 0 ? { appRoles: [...kept, ...missing] } : {};
}
