import * as z from "zod";
import { permissionChanges, requiredResourceAccess } from "./permissionChanges.js";
import type { registrationOf } from "./registration.js";

const claims = z.array(z.looseObject({ name: z.string() })).nullish();

/** What an application may have already and others may have added to. */
export const existingRegistration = z.object({
  web: z.object({
    redirectUris: z.array(z.string()),
    homePageUrl: z.string().nullish(),
    logoutUrl: z.string().nullish(),
  }),
  requiredResourceAccess,
  optionalClaims: z.looseObject({ idToken: claims, accessToken: claims }).nullish(),
  groupMembershipClaims: z.string().nullish(),
  appRoles: z.array(z.looseObject({ id: z.string(), value: z.string().nullish() })),
});

type Existing = z.output<typeof existingRegistration>;
type Wanted = ReturnType<typeof registrationOf>;

/**
 * What has to change for an application to have all that is wanted. What others have added stays: Graph replaces
 * collections as a whole, so each one that changes is given with what it has already.
 */
export function registrationChanges(existing: Existing, wanted: Wanted) {
  return {
    ...webChanges(existing.web, wanted.web),
    ...permissionChanges(existing.requiredResourceAccess, wanted.requiredResourceAccess),
    ...claimChanges(existing.optionalClaims, wanted.optionalClaims, "idToken"),
    ...groupChanges(existing.groupMembershipClaims, wanted.groupMembershipClaims),
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

/** Values with which Entra tells groups in tokens. */
const tellingGroups = ["ApplicationGroup", "SecurityGroup", "All"];

/** Leaves alone what tells groups already: an administrator has chosen which. */
function groupChanges(existing: Existing["groupMembershipClaims"], wanted: string | undefined) {
  const chosen = (existing ?? "").split(/[\s,]+/).filter((one) => one !== "" && one !== "None");
  return wanted === undefined || chosen.some((one) => tellingGroups.includes(one))
    ? {}
    : { groupMembershipClaims: [...chosen, wanted].join(",") };
}

/** Adds the optional claims of a kind of token that are missing, and keeps those of every kind. */
export function claimChanges<Kind extends "idToken" | "accessToken">(
  existing: Existing["optionalClaims"],
  wanted: Readonly<Record<Kind, readonly { readonly name: string }[]>>,
  kind: Kind,
) {
  const claims = existing?.[kind] ?? [];
  const missing = wanted[kind].filter(({ name }) => !claims.some((one) => one.name === name));
  return missing.length > 0 ? { optionalClaims: { ...existing, [kind]: [...claims, ...missing] } } : {};
}

/** Adds the roles that are missing; one of the same name is taken as it is. */
export function roleChanges(existing: Existing["appRoles"], wanted: Wanted["appRoles"]) {
  const missing = wanted.filter(
    ({ id, value }) => !existing.some((role) => role.id === id || role.value === value),
  );
  // Graph tells where a role comes from, and refuses to be told.
  const kept = existing.map(({ origin: _readOnly, ...role }) => role);
  return missing.length > 0 ? { appRoles: [...kept, ...missing] } : {};
}
