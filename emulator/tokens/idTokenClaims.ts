import { createHash, randomBytes } from "node:crypto";
import type { AccountClaims } from "oidc-provider";
import * as z from "zod";
import { loginHintOf } from "../directory/accounts.js";
import type { CustomerAccount } from "../directory/customerAccount.js";
import { contextsOf } from "../provider/secondFactor.js";
import { tenantId } from "../tenant.js";
import type { TokenOptions } from "./tokenOptions.js";

const always = ["sub", "oid", "tid", "ver", "nbf", "sid", "rh", "uti", "aio"] as const;

/** The optional claims that are configured for each app. */
const optional = ["email", "login_hint", "roles", "auth_time", "amr", "acrs"] as const;

/**
 * Which claim comes with which scope (OpenID Connect Core 5.4). `idp` is left out: Entra adds it for those who came from
 * another identity provider, and here everybody has a password of the tenant.
 */
export const claimsByScope = {
  openid: [...always, ...optional],
  profile: ["name", "preferred_username"],
  email: ["email"],
} as const;

/** A claim that no scope brings would be left out without a word. */
type Claims = Partial<Record<(typeof claimsByScope)[keyof typeof claimsByScope][number], unknown>>;

/** What oidc-provider's codes and refresh tokens know of the sign-in; `acr` names the authentication contexts met. */
export const tokenSource = z
  .object({ sessionUid: z.string().optional(), acr: z.string().optional() })
  .default({});

/**
 * The claims Entra puts into an ID token beyond those of the protocol itself (Microsoft identity platform, "ID token
 * claims reference"). oidc-provider puts the pairwise subject in the place of `sub`, and adds `auth_time` and `amr`.
 */
export function idTokenClaims(
  account: CustomerAccount,
  { sessionUid, acr }: z.infer<typeof tokenSource>,
  { withoutAcrs = false }: TokenOptions,
): AccountClaims {
  const contexts = withoutAcrs ? [] : contextsOf(acr);
  return {
    sub: account.oid,
    oid: account.oid,
    tid: tenantId,
    ver: "2.0",
    nbf: Math.floor(Date.now() / 1000),
    name: account.displayName,
    preferred_username: account.email,
    email: account.email,
    login_hint: loginHintOf(account),
    ...(sessionUid ? { sid: sessionId(sessionUid) } : {}),
    ...(account.roles.length > 0 ? { roles: [...account.roles] } : {}),
    ...(contexts.length > 0 ? { acrs: contexts } : {}),
    rh: `1.${randomBytes(30).toString("base64url")}.`,
    uti: randomBytes(16).toString("base64url"),
    aio: randomBytes(48).toString("base64url"),
  } satisfies Claims;
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
