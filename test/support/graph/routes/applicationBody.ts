import * as z from "zod";
import { api, mergeApi } from "./apiApplication.js";
import { certificateIn } from "./keyCredential.js";
import { duplicates, unique } from "./uniqueValues.js";

/** Entra takes https: anywhere, http: on localhost alone, and no fragment. */
const redirectUri = z.url({ protocol: /^https?$/ }).refine((uri) => {
  const { protocol, hostname } = new URL(uri);
  return !uri.includes("#") && (protocol === "https:" || hostname === "localhost");
}, "Reply url must be https, or http on localhost, and have no fragment.");

const web = z.strictObject({
  redirectUris: z.array(redirectUri).max(256).refine(unique, duplicates).optional(),
  homePageUrl: z.url({ protocol: /^https?$/ }).nullish(),
  logoutUrl: z.url({ protocol: /^https$/ }).nullish(),
  implicitGrantSettings: z
    .strictObject({ enableAccessTokenIssuance: z.boolean(), enableIdTokenIssuance: z.boolean() })
    .optional(),
});

const requiredResourceAccess = z.strictObject({
  resourceAppId: z.guid(),
  resourceAccess: z.array(z.strictObject({ id: z.guid(), type: z.enum(["Scope", "Role"]) })).min(1),
});

const appRole = z.strictObject({
  id: z.guid(),
  allowedMemberTypes: z.array(z.enum(["User", "Application"])).min(1),
  displayName: z.string().min(1).max(100),
  description: z.string().min(1),
  value: z
    .string()
    .regex(/^\S{1,120}$/)
    .nullish(),
  isEnabled: z.boolean().default(true),
});

const optionalClaims = z
  .array(
    z.strictObject({
      name: z.string().min(1),
      source: z.literal("user").nullable().default(null),
      essential: z.boolean().default(false),
      additionalProperties: z.array(z.string()).default([]),
    }),
  )
  .default([]);

/** What a call may say of an application. Its properties are those that this project sends, not all that Graph has. */
export const applicationChanges = z.strictObject({
  displayName: z.string().min(1).max(256).optional(),
  description: z.string().max(1024).nullish(),
  signInAudience: z.enum(["AzureADMyOrg", "AzureADMultipleOrgs"]).optional(),
  tags: z.array(z.string().min(1).max(256)).refine(unique, duplicates).optional(),
  identifierUris: z.array(z.url()).refine(unique, duplicates).optional(),
  api: api.optional(),
  groupMembershipClaims: z
    .string()
    .regex(/^(?:None|All|(?:SecurityGroup|ApplicationGroup|DirectoryRole)(?:, ?|$))+$/)
    .nullish(),
  web: web.optional(),
  requiredResourceAccess: z
    .array(requiredResourceAccess)
    .refine((resources) => unique(resources.map(({ resourceAppId }) => resourceAppId)), duplicates)
    .optional(),
  appRoles: z
    .array(appRole)
    .refine((roles) => unique(roles.map(({ id }) => id)), duplicates)
    .refine((roles) => unique(roles.flatMap(({ value }) => value ?? [])), duplicates)
    .optional(),
  optionalClaims: z
    .strictObject({ idToken: optionalClaims, accessToken: optionalClaims, saml2Token: optionalClaims })
    .nullish(),
  keyCredentials: z.array(certificateIn).optional(),
});

export const newApplication = applicationChanges.required({ displayName: true });

/** An application's properties, all with a value, as Graph answers them. */
export type Application = ReturnType<typeof withDefaults>;

/** The properties of a new application, with Graph's own values if the call has none. */
export function withDefaults(body: z.output<typeof newApplication>) {
  return {
    displayName: body.displayName,
    description: body.description ?? null,
    signInAudience: body.signInAudience ?? "AzureADMyOrg",
    tags: body.tags ?? [],
    identifierUris: body.identifierUris ?? [],
    api: mergeApi(undefined, body.api),
    groupMembershipClaims: body.groupMembershipClaims ?? null,
    web: mergeWeb(emptyWeb, body.web),
    requiredResourceAccess: body.requiredResourceAccess ?? [],
    appRoles: body.appRoles ?? [],
    optionalClaims: body.optionalClaims ?? null,
    keyCredentials: body.keyCredentials ?? [],
  };
}

const emptyWeb = {
  redirectUris: [] as readonly string[],
  homePageUrl: null as string | null,
  logoutUrl: null as string | null,
  implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
};

/** An update of a complex property leaves alone what it does not name. */
export function mergeWeb(stored: typeof emptyWeb, changes: z.output<typeof web> = {}): typeof emptyWeb {
  return {
    redirectUris: changes.redirectUris ?? stored.redirectUris,
    homePageUrl: changes.homePageUrl === undefined ? stored.homePageUrl : changes.homePageUrl,
    logoutUrl: changes.logoutUrl === undefined ? stored.logoutUrl : changes.logoutUrl,
    implicitGrantSettings: changes.implicitGrantSettings ?? stored.implicitGrantSettings,
  };
}
