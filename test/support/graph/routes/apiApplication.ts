import * as z from "zod";
import { duplicates, unique } from "./uniqueValues.js";

const permissionScope = z.strictObject({
  id: z.guid(),
  value: z.string().regex(/^[^\s.][^\s]{0,119}$/),
  type: z.enum(["Admin", "User"]),
  adminConsentDisplayName: z.string().min(1).max(100),
  adminConsentDescription: z.string().min(1),
  userConsentDisplayName: z.string().nullable().default(null),
  userConsentDescription: z.string().nullable().default(null),
  isEnabled: z.boolean().default(true),
});

/** What a call may say of an application that is an API (Graph v1.0: apiApplication). */
export const api = z.strictObject({
  requestedAccessTokenVersion: z.literal([1, 2]).nullish(),
  oauth2PermissionScopes: z
    .array(permissionScope)
    .refine((scopes) => unique(scopes.map(({ id }) => id)), duplicates)
    .refine((scopes) => unique(scopes.map(({ value }) => value)), duplicates)
    .optional(),
});

const emptyApi = {
  requestedAccessTokenVersion: null as 1 | 2 | null,
  oauth2PermissionScopes: [] as readonly z.output<typeof permissionScope>[],
  knownClientApplications: [] as readonly string[],
  preAuthorizedApplications: [] as readonly object[],
};

/** An update of a complex property leaves alone what it does not name. */
export function mergeApi(stored = emptyApi, changes: z.output<typeof api> = {}): typeof emptyApi {
  const { requestedAccessTokenVersion: version, oauth2PermissionScopes } = changes;
  return {
    ...stored,
    requestedAccessTokenVersion: version === undefined ? stored.requestedAccessTokenVersion : version,
    oauth2PermissionScopes: oauth2PermissionScopes ?? stored.oauth2PermissionScopes,
  };
}
