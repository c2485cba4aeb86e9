import * as z from "zod";
import { adviceFor } from "./aadstsAdvice.js";
import type { AuthorityMetadata } from "./authorityMetadata.js";
import { AuthError, aadstsNumber } from "./errors.js";
import type { SignInTransaction } from "./signInTransaction.js";

const responseFields = z.object({
  state: z.string().min(1),
  code: z.string().min(1).optional(),
  error: z.string().min(1).optional(),
  error_description: z.string().optional(),
  error_subcode: z.string().optional(),
  client_info: z.string().optional(),
  session_state: z.string().optional(),
  iss: z.string().optional(),
});

/** The tenant's answer to a sign-in request (OpenID Connect Core 1.0, sections 3.1.2.5 and 3.1.2.6). */
export type AuthorizationResponse = z.output<typeof responseFields>;

/**
 * Reads the answer from the fields of a form or a query. Other fields are left out.
 *
 * @throws AuthError `response_invalid` where there is no `state` or a field comes twice.
 */
export function parseAuthorizationResponse(fields: unknown): AuthorizationResponse {
  const { data, error } = responseFields.safeParse(fields);
  if (!data) {
    throw new AuthError("response_invalid", { cause: error });
  }
  return data;
}

/** Tells whether the person backed out at the tenant, or declined, rather than was turned away. */
export function isCancelled({ error, error_description }: AuthorizationResponse): boolean {
  return error === "access_denied" && adviceFor(aadstsNumber(error_description)) === undefined;
}

/**
 * Gives the authorization code of an answer to this very request.
 *
 * @throws AuthError where the answer belongs to another request or another issuer (RFC 9207), or is an error.
 */
export function authorizationCode(
  response: AuthorizationResponse,
  { state }: SignInTransaction,
  { issuer }: AuthorityMetadata,
): string {
  if (response.state !== state) {
    throw new AuthError("sign_in_expired");
  }
  if (response.iss !== undefined && response.iss !== issuer) {
    throw new AuthError("response_invalid", { cause: new Error("iss is not the tenant's issuer") });
  }
  if (response.error !== undefined) {
    const temporary = ["temporarily_unavailable", "server_error"].includes(response.error);
    throw new AuthError(temporary ? "tenant_unavailable" : "sign_in_refused", {
      aadsts: aadstsNumber(response.error_description),
      cause: new Error(loggableError(response.error)),
    });
  }
  if (response.code === undefined) {
    throw new AuthError("response_invalid", { cause: new Error("neither code nor error") });
  }
  return response.code;
}

/** The registered errors of OAuth and OpenID Connect are words like `login_required`; anything else stays out of the log. */
function loggableError(error: string): string {
  return /^[a-z_]{1,64}$/.test(error) ? error : "an error of unknown form";
}
