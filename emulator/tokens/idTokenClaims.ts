import { createHash, randomBytes } from "node:crypto";
import type { AccountClaims } from "oidc-provider";
import * as z from "zod";
import { type Application, customaryClaims, everyOptionalClaim } from "../applications/application.js";
import type { Applications } from "../applications/applications.js";
import { type CustomerAccount, rolesIn } from "../directory/customerAccount.js";
import type { Groups } from "../directory/groups.js";
import { contextsOf } from "../provider/secondFactor.js";
import type { Tenant } from "../tenant.js";
import { mappedClaims, personClaims } from "./configuredClaims.js";
import { groupClaims } from "./groupClaims.js";
import type { TokenOptions } from "./tokenOptions.js";

const always = ["sub", "oid", "tid", "ver", "nbf", "rh", "uti", "aio"] as const;

/**
 * Returns which claim comes with which scope (OpenID Connect Core 5.4): one that no scope brings would be left out without
 * a word. `idp` is left out: Entra adds it for those who came from another identity provider, and here everybody has a
 * password of the tenant.
 */
export function claimsByScope({ all }: Applications) {
  const mapped = all.flatMap((application) => Object.keys(application.mappedClaims));
  return {
    openid: [...always, ...everyOptionalClaim, "roles", "groups", ...new Set(mapped)],
    profile: ["name", "preferred_username"],
    email: ["email"],
  };
}

/** What oidc-provider's codes and refresh tokens know of the sign-in; `acr` names the authentication contexts met. */
export const tokenSource = z
  .object({ sessionUid: z.string().optional(), acr: z.string().optional() })
  .default({});

interface IdTokenParts {
  readonly tenant: Tenant;
  readonly groups: Groups;
  /** Undefined for the applications that are in every tenant. */
  readonly application: Application | undefined;
  readonly source: z.infer<typeof tokenSource>;
  readonly withEmail: boolean;
  readonly tokens: TokenOptions;
}

/**
 * The claims Entra puts into an ID token beyond those of the protocol itself (Microsoft identity platform, "ID token
 * claims reference"). oidc-provider puts the pairwise subject in the place of `sub`, and adds `auth_time` and `amr`.
 */
export function idTokenClaims(
  account: CustomerAccount,
  { tenant, groups, application, source: { sessionUid, acr }, withEmail, tokens }: IdTokenParts,
): AccountClaims {
  const configured = application?.optionalClaims.idToken ?? customaryClaims;
  const contexts = tokens.withoutAcrs ? [] : contextsOf(acr);
  const roles = rolesIn(application?.clientId ?? "", account);
  return {
    ...(application
      ? { ...mappedClaims(application, account), ...groupClaims(application, account, groups, tenant) }
      : {}),
    ...personClaims(account, withEmail ? [...configured, "email"] : configured),
    sub: account.oid,
    oid: account.oid,
    tid: tenant.id,
    ver: "2.0",
    nbf: Math.floor(Date.now() / 1000),
    name: account.displayName,
    preferred_username: account.email,
    ...(sessionUid && configured.includes("sid") ? { sid: sessionId(sessionUid) } : {}),
    ...(roles.length > 0 ? { roles: [...roles] } : {}),
    ...(contexts.length > 0 && configured.includes("acrs") ? { acrs: contexts } : {}),
    rh: `1.${randomBytes(30).toString("base64url")}.`,
    uti: randomBytes(16).toString("base64url"),
    aio: randomBytes(48).toString("base64url"),
  };
}

/** A GUID, one for each session of a browser and the same for all apps in it: `sid` and `session_state`. */
export function sessionId(sessionUid: string): string {
  const hex = createHash("sha256").update(`sid ${sessionUid}`).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    "-",
  );
}

/** Differs between apps, so that they cannot compare their users (OpenID Connect Core 8.1); the same at every start. */
export function pairwiseSubject(oid: string, clientId: string): string {
  return createHash("sha256").update(`sub ${oid} ${clientId}`).digest("base64url");
}
