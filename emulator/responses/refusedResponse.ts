import type { KoaContextWithOIDC } from "oidc-provider";
import type { AadstsError } from "../answers/aadsts.js";
import type { Application } from "../applications/application.js";

/** What the authorization endpoint knows to answer with (OAuth 2.0 Multiple Response Type Encoding Practices). */
export const responseTypes = [
  "code",
  "id_token",
  "code id_token",
  "id_token token",
  "code token",
  "code id_token token",
] as const;

/**
 * Returns why the application gets no response of the type and mode that it asks for; undefined if it gets it. Tokens come
 * only if its registration enables them, and never in the query, which ends in logs.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc
 */
export function refusedResponse(
  { implicitGrant }: Application,
  { oidc: { params } }: KoaContextWithOIDC,
): AadstsError | undefined {
  const types = String(params?.response_type ?? "").split(" ");
  if (types.includes("token") && !implicitGrant.accessTokens) {
    return notEnabled(700051, "token");
  }
  if (types.includes("id_token") && !implicitGrant.idTokens) {
    return notEnabled(700054, "id_token");
  }
  if (params && params.response_mode === "entra_query" && types.some((type) => type.includes("token"))) {
    params.response_mode = "entra_fragment";
    return {
      number: 70007,
      error: "unsupported_response_mode",
      message: "The response mode 'query' is not for responses with tokens: use 'fragment' or 'form_post'.",
    };
  }
  return undefined;
}

/** Entra's error for a type of response that the registration of the application does not enable. */
export function notEnabled(number: number, type: string): AadstsError {
  return {
    number,
    error: "unsupported_response_type",
    message: `The response type '${type}' is not enabled for the application.`,
  };
}
