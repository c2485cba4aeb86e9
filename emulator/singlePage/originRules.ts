import { TokenRequestError } from "../answers/tokenRequestError.js";
import type { Platform } from "../applications/application.js";

/** AADSTS9002326, which the browser lets the page read: it tells what is wrong with the registration. */
export const crossOriginNumber = 9002326;

/** Where a request for tokens comes from. */
export interface RequestOrigin {
  /** That of the redirect URI which the code or the refresh token came from; undefined if of none. */
  readonly platform: Platform | undefined;
  /** The Origin header (RFC 6454 section 7), which browsers alone send. */
  readonly origin: string | undefined;
  /** True if that origin is one of the application's single-page redirect URIs. */
  readonly fromPage: boolean;
}

/**
 * Refuses pages that redeem what no page was given, and programs that redeem what a page was given.
 *
 * @throws TokenRequestError
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export function checkOrigin(grantType: string | null, { platform, origin, fromPage }: RequestOrigin): void {
  if (platform === "spa" && !fromPage) {
    throw refusal(9002327, "The code of a single-page application is redeemed from its page alone.");
  }
  // What a page redeems and nobody knows is refused later, with its own error.
  const mayBeOfPage =
    platform === undefined && fromPage && ["authorization_code", "refresh_token"].includes(grantType ?? "");
  if (origin !== undefined && platform !== "spa" && !mayBeOfPage) {
    throw refusal(
      crossOriginNumber,
      `Cross-origin requests get tokens for redirect URIs of type 'spa' alone. Request origin: '${origin}'.`,
    );
  }
}

/**
 * Refuses pages whose codes anybody could redeem who sees them (RFC 7636).
 *
 * @throws TokenRequestError
 */
export function requireCodeChallenge(platform: Platform | undefined, challenge: string | undefined): void {
  if (platform === "spa" && challenge === undefined) {
    throw refusal(9002325, "A single-page application must use PKCE: its authorization request had none.");
  }
}

function refusal(number: number, message: string): TokenRequestError {
  return new TokenRequestError({ number, error: "invalid_request", status: 400, message });
}
