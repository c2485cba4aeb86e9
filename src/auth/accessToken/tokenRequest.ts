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
