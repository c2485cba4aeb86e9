import type { KoaContextWithOIDC } from "oidc-provider";
import { clientIdOf } from "../tokens/clientId.js";
import { correlationIdFrom, describeAadstsError, isGuid } from "./aadsts.js";
import { deviceCodeErrors } from "./deviceCodeErrors.js";
import type { TokenError } from "./tokenRequestError.js";

/** What of an oidc-provider error tells its cause. `error_detail` is written for logs, and nothing else tells more. */
export interface ProviderError {
  readonly error: string;
  readonly error_description?: string | undefined;
  readonly error_detail?: string | undefined;
}

const errorsByDetail: Readonly<Record<string, TokenError>> = {
  "invalid secret provided": {
    number: 7000215,
    error: "invalid_client",
    status: 401,
    message: "The client secret is wrong. Use the secret's value, not its id.",
  },
  "the provided authentication mechanism does not match the registered client authentication method": {
    number: 7000218,
    error: "invalid_client",
    status: 401,
    message: "The request carries no client secret, and this app has one.",
  },
  "authorization code already consumed": {
    number: 54005,
    error: "invalid_grant",
    status: 400,
    message: "The authorization code was already redeemed. Ask for a new one.",
  },
  "authorization code is expired": {
    number: 70008,
    error: "invalid_grant",
    status: 400,
    message: "The authorization code has expired. Ask for a new one.",
  },
  "device code already consumed": {
    number: 54005,
    error: "invalid_grant",
    status: 400,
    message: "The device code was already redeemed. Ask for a new one.",
  },
  "device code not found": {
    number: 501491,
    error: "bad_verification_code",
    status: 400,
    message: "This device code is not known.",
  },
  "refresh token is expired": {
    number: 70008,
    error: "invalid_grant",
    status: 400,
    message: "The refresh token has expired. Sign in again.",
  },
  "refresh token invalid (referenced account not found)": {
    number: 50034,
    error: "invalid_grant",
    status: 400,
    message: "The account does not exist in the tenant any more.",
  },
  "code_verifier does not match code_challenge": {
    number: 501481,
    error: "invalid_grant",
    status: 400,
    message: "The code_verifier does not match the code_challenge of the authorization request.",
  },
  "code_verifier must be provided": {
    number: 501481,
    error: "invalid_grant",
    status: 400,
    message: "The authorization request had a code_challenge, and the code_verifier is missing.",
  },
  "authorization code redirect_uri mismatch": {
    number: 500112,
    error: "invalid_grant",
    status: 400,
    message: "The redirect URI is not the one of the authorization request.",
  },
};

/** Where oidc-provider's error says enough. */
const numbers: Readonly<Record<string, number>> = { invalid_scope: 70011, invalid_target: 901002 };

/** Answers a refused token request with Entra's JSON in place of oidc-provider's (RFC 6749 section 5.2). */
export function respondWithTokenError(ctx: KoaContextWithOIDC, error: ProviderError): void {
  const body = ctx.oidc.body ?? {};
  const { status, ...aadsts } = tokenErrorOf(error, clientIdOf(ctx.get("Authorization"), body.client_id));
  const correlationId = correlationIdFrom(
    ctx.get("client-request-id"),
    ctx.query["client-request-id"],
    body["client-request-id"],
  );
  ctx.status = status;
  ctx.type = "json";
  ctx.body = describeAadstsError(aadsts, correlationId);
}

function tokenErrorOf(error: ProviderError, clientId: unknown): TokenError {
  if (error.error_detail === "client not found") {
    return unknownApplication(clientId);
  }
  if (error.error === "unsupported_grant_type") {
    return { number: 70003, error: error.error, status: 400, message: "This grant type is not supported." };
  }
  return errorsByDetail[error.error_detail ?? ""] ?? deviceCodeErrors[error.error] ?? malformedRequest(error);
}

/** Entra's error for an application that is not in the tenant. */
export function unknownApplication(clientId: unknown): TokenError {
  return isGuid(clientId)
    ? {
        number: 700016,
        error: "unauthorized_client",
        status: 400,
        message: "No application with this id is in the tenant.",
      }
    : {
        number: 700038,
        error: "unauthorized_client",
        status: 400,
        message: "This is not a valid application id.",
      };
}

function malformedRequest({ error, error_description: description }: ProviderError): TokenError {
  return {
    number: numbers[error] ?? 9002313,
    error: ["invalid_grant", "invalid_scope"].includes(error) ? error : "invalid_request",
    status: 400,
    message: `The request is malformed or invalid (${description ?? "no details"}).`,
  };
}
