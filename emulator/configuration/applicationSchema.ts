import * as z from "zod";
import { everyOptionalClaim } from "../applications/application.js";

export const clientId = z
  .guid({ error: "must be a client id, which is a GUID" })
  .toLowerCase()
  .describe("The Application (client) ID.");

const text = z.string().min(1, { error: "must not be empty" });

const redirectUri = text
  .max(256)
  .refine((uri) => URL.canParse(uri) && !uri.includes("#"), {
    error: "must be an address without a fragment",
  })
  .refine((uri) => !/^(?:javascript|data|vbscript|blob):/i.test(uri), { error: "must not be code" });

const webAddress = redirectUri.refine(
  (uri) => /^https:|^http:\/\/(?:localhost|127\.0\.0\.1)(?=[:/]|$)/.test(uri),
  {
    error: "must be an https: address, or an http: one of localhost",
  },
);

const federatedCredential = z.strictObject({
  issuer: z.url({ protocol: /^https?$/, error: "must be the http: or https: address of an issuer" }),
  subject: text,
  audience: text.default("api://AzureADTokenExchange"),
});

const scopeName = z
  .string()
  .regex(/^[!#-.0-[\]-~]+$/, { error: "must be the name of a scope, without its API" });

const roleValue = z
  .string()
  .regex(/^[!-~]{1,250}$/, { error: "must have no spaces, and at most 250 characters" });

const api = z.strictObject({
  identifierUris: z
    .array(text.refine(URL.canParse, { error: "must be an Application ID URI, such as api://orders" }))
    .default([]),
  requestedAccessTokenVersion: z
    .union([z.literal(1), z.literal(2)], { error: "must be 1 or 2" })
    .default(1)
    .describe("The version of access tokens for this API. Like in Entra it is 1 unless it is said."),
  scopes: z.array(scopeName).default([]),
  preAuthorizedApplications: z
    .array(z.strictObject({ clientId, scopes: z.array(scopeName) }))
    .default([])
    .describe("The clients that need no consent, and for which scopes."),
});

/** An application in the words of its manifest, as far as the emulator knows them. */
export const applicationSchema = z.strictObject({
  clientId,
  displayName: text,
  web: z
    .strictObject({
      redirectUris: z.array(webAddress).default([]),
      logoutUrl: webAddress.optional().describe("The front-channel logout URL."),
      implicitGrantSettings: z
        .strictObject({
          enableIdTokenIssuance: z.boolean().default(false),
          enableAccessTokenIssuance: z.boolean().default(false),
        })
        .prefault({})
        .describe("Tokens in the answer of the authorization endpoint (implicit grant and hybrid flow)."),
    })
    .optional()
    .describe("A web app, which proves itself by a secret, a certificate or a federated credential."),
  spa: z
    .strictObject({ redirectUris: z.array(webAddress).default([]) })
    .optional()
    .describe("A single-page application, which redeems codes from its own page."),
  publicClient: z
    .strictObject({ redirectUris: z.array(redirectUri).default([]) })
    .optional()
    .describe("A native app. An address of localhost, or an http: one of 127.0.0.1, stands for every port."),
  allowPublicClientFlows: z.boolean().default(false).describe("Lets the app use the device code flow."),
  nativeAuthenticationApisEnabled: z
    .enum(["none", "all"])
    .default("none")
    .describe("With all, and with public client flows, the app signs people in on screens of its own."),
  secrets: z.array(text).default([]).describe("Each of them is good."),
  certificates: z
    .array(text)
    .default([])
    .describe("PEM, or the path of a PEM file from the folder of this configuration."),
  federatedCredentials: z.array(federatedCredential).max(20).default([]),
  api: api.optional().describe("Makes the application an API that others have scopes of."),
  appRoles: z.array(roleValue).default([]).describe("The values of its app roles."),
  permissions: z
    .array(
      z.string().regex(/^\S+$/, { error: "must be a scope, such as User.Read or api://orders/Orders.Read" }),
    )
    .default([])
    .describe(
      "The scopes that an administrator has consented to, of Microsoft Graph or with the API before the name.",
    ),
  applicationPermissions: z
    .array(z.string().regex(/^\S+$/, { error: "must be an app role, such as api://orders/Orders.Process" }))
    .default([])
    .describe("The app roles of APIs that an administrator has given to the application itself."),
  optionalClaims: z
    .strictObject({
      idToken: z.array(z.enum(everyOptionalClaim).exclude(["idtyp"])).default([]),
      accessToken: z.array(z.enum(everyOptionalClaim)).default([]),
    })
    .default({ idToken: [], accessToken: [] })
    .describe("The access token's are those in tokens for this application as an API."),
  mappedClaims: z
    .record(z.string().regex(/^[A-Za-z]\w*$/, { error: "must be the name of a claim" }), text)
    .default({})
    .describe("The names of claims, each with the attribute that it carries (Attributes & Claims)."),
  groupMembershipClaims: z.enum(["None", "SecurityGroup", "ApplicationGroup", "All"]).default("None"),
  assignmentRequired: z
    .boolean()
    .default(false)
    .describe("Refuses people with AADSTS50105 who are not assigned, by themselves or by a group."),
  mfaRequired: z
    .boolean()
    .default(false)
    .describe("Wants a second factor of everybody, as a Conditional Access policy for the application does."),
});
