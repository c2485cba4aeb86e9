import type { AccountInfo } from "@azure/msal-node";
import type { IdTokenClaims } from "./idToken/idTokenValidator.js";

/** What a sign-in may ask of the tenant (OpenID Connect Core 1.0, section 3.1.2.1, and Entra's own). */
export interface SignInOptions {
  /** The path to come back to. */
  readonly returnTo?: string | undefined;
  readonly prompt?: string | undefined;
  readonly loginHint?: string | undefined;
  /** Names a social provider, e.g. `google`. */
  readonly domainHint?: string | undefined;
  /** Languages for the tenant's pages. */
  readonly uiLocales?: string | undefined;
  /** The `claims` parameter, as JSON (section 5.5). */
  readonly claims?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  /** The reasons of the demands that it answers. */
  readonly demands?: readonly string[] | undefined;
}

/** Entra takes the language for some of its pages from `mkt`, which holds one; `ui_locales` lists several. */
export function languageParameters(uiLocales: string): { ui_locales: string; mkt: string } {
  const [first = uiLocales] = uiLocales.trim().split(/\s+/);
  return { ui_locales: uiLocales, mkt: first };
}

/** What MSAL needs to find the person's tokens again, and nothing else that it knows. */
export type Account = Pick<
  AccountInfo,
  "homeAccountId" | "environment" | "tenantId" | "localAccountId" | "username"
>;

/** A person who has just signed in. */
export interface SignIn {
  readonly account: Account;
  readonly claims: IdTokenClaims;
  readonly returnTo: string;
  /** When the app sent the person to the tenant, in milliseconds since 1970. */
  readonly startedAt: number;
  /** MSAL's cache with the person's tokens; undefined if the app calls no API. */
  readonly tokens?: string | undefined;
  /** The reasons of the demands that it answers. */
  readonly demands?: readonly string[] | undefined;
}

/** MSAL's account carries the ID token; the app keeps its claims alone. The name is a claim as it came, of any type. */
export function withoutTokens({
  homeAccountId,
  environment,
  tenantId,
  localAccountId,
  username,
}: Omit<AccountInfo, "username"> & { username: unknown }): Account {
  return {
    homeAccountId,
    environment,
    tenantId,
    localAccountId,
    username: typeof username === "string" ? username : "",
  };
}
