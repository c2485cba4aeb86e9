import { LoggableError } from "../../log/loggableError.js";

/** What can go wrong on the way of a sign-in, and the HTTP status that says so. */
const statuses = {
  /** The person has to sign in once more, and the request is none that could be led there. */
  sign_in_needed: 401,
  /** The person has signed in once more, and what was asked for has not come with it. */
  demand_unmet: 403,
  /** No transaction of this browser belongs to the response, or its authorization code was used before. */
  sign_in_expired: 400,
  /** The response from the tenant is not one that OpenID Connect allows. */
  response_invalid: 400,
  /** The tenant answered with an error of its own instead of an authorization code. */
  sign_in_refused: 400,
  /** The tenant does not accept this app: its id, its credential, its redirect URI. */
  app_refused: 502,
  /** The tenant answered, but with something else than tokens. */
  answer_invalid: 502,
  /** The ID token does not belong: its signature, issuer, audience, times or nonce. */
  id_token_invalid: 502,
  /** Another instance has signed the person in, and keeps the session to itself. */
  session_elsewhere: 500,
  /** The tenant's metadata cannot be had or cannot be trusted. */
  metadata_unavailable: 503,
  /** The tenant refuses the app an access token that no other sign-in of this person would get it. */
  access_refused: 403,
  /** The keys that verify ID tokens cannot be had. */
  keys_unavailable: 503,
  /** What proves the app's identity to the tenant cannot be had. */
  credential_unavailable: 503,
  /** The tenant cannot be reached, or says that it is overloaded. */
  tenant_unavailable: 503,
  /** The tenant does not answer in time. */
  tenant_timeout: 504,
} as const;

export type AuthErrorCode = keyof typeof statuses;

/** All codes. */
export const authErrorCodes: readonly string[] = Object.keys(statuses);

interface AuthErrorDetails {
  /** The id of this sign-in in the logs of the app and of Entra. */
  readonly correlationId?: string | undefined;
  /** The number after `AADSTS` in Entra's description of the error. */
  readonly aadsts?: number | undefined;
  /** What another sign-in has to ask for as its `claims` parameter, as JSON (OpenID Connect Core 1.0, section 5.5). */
  readonly claims?: string | undefined;
  /** Seconds after which it is worth trying again. */
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
}

/** A sign-in or sign-out that failed. Its message is for logs and holds nothing personal or secret. */
export class AuthError extends LoggableError {
  override readonly name = "AuthError";
  readonly status: number;
  readonly correlationId: string | undefined;
  readonly aadsts: number | undefined;
  readonly claims: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(
    readonly code: AuthErrorCode,
    { correlationId, aadsts, claims, retryAfter, cause }: AuthErrorDetails = {},
  ) {
    super(aadsts === undefined ? code : `${code} (AADSTS${aadsts})`, { cause });
    this.status = statuses[code];
    this.correlationId = correlationId;
    this.aadsts = aadsts;
    this.claims = claims;
    this.retryAfter = retryAfter;
  }
}

/** The first number after `AADSTS` in one of Entra's descriptions of errors. */
export function aadstsNumber(description: string | undefined): number | undefined {
  const digits = /\bAADSTS(\d{4,9})\b/.exec(description ?? "")?.[1];
  return digits === undefined ? undefined : Number(digits);
}
