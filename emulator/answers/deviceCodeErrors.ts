import type { TokenError } from "./tokenRequestError.js";

/** Why there is no token yet or never will be, by oidc-provider's error (RFC 8628 section 3.5). */
export const deviceCodeErrors: Readonly<Record<string, TokenError>> = {
  authorization_pending: {
    number: 70016,
    error: "authorization_pending",
    status: 400,
    message: "Nobody has signed in with the code yet. Ask again.",
  },
  // The number is that of a declined authorization request: the one of this flow is not known.
  access_denied: {
    number: 65004,
    error: "authorization_declined",
    status: 400,
    message: "The person cancelled the sign-in.",
  },
  expired_token: {
    number: 70020,
    error: "expired_token",
    status: 400,
    message: "The device code has expired. Ask for a new one.",
  },
};
