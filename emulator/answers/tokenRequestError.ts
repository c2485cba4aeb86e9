import type { AadstsError } from "./aadsts.js";

/** One of Entra's errors with its HTTP status. */
export type TokenError = AadstsError & { readonly status: number };

/** A token request that is refused before oidc-provider sees it, with the error that Entra has for it. */
export class TokenRequestError extends Error {
  constructor(
    readonly tokenError: TokenError,
    options?: ErrorOptions,
  ) {
    super(tokenError.message, options);
  }
}
