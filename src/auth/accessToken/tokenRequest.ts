import type { Account } from "../signIn.js";

/** Where the tokens of one session are kept, as text of MSAL's. */
export interface TokenPartition {
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
}

/** Whose token is asked for, and where it is kept. */
export interface TokenHolder {
  readonly account: Account;
  readonly tokens: TokenPartition;
}

export interface TokenOptions {
  /** The id of the call in the logs of the app and of Entra. */
  readonly correlationId?: string | undefined;
  /** What the token has to carry, as JSON; the one that is kept then does not do. */
  readonly claims?: string | undefined;
  /** True for a new token though the one that is kept is still valid. */
  readonly forceRefresh?: boolean | undefined;
}

/**
 * Returns the scopes of the API whose scope is the first: a request of tokens can name the scopes of one API alone. Tokens for
 * the others come later, without the person.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/scopes-oidc
 */
export function scopesOfFirstApi([first = "", ...others]: readonly string[]): string[] {
  return first === "" ? [] : [first, ...others.filter((scope) => apiOf(scope) === apiOf(first))];
}

/** What stands before the name of a scope; nothing if it is one of Graph. */
function apiOf(scope: string): string {
  return scope.slice(0, scope.lastIndexOf("/") + 1);
}
