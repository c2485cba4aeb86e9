import * as z from "zod";
import { codeWord } from "../log/codeWord.js";
import { LoggableError } from "../log/loggableError.js";
import { adviceFor } from "./aadsts/aadstsAdvice.js";
import { AuthError, aadstsNumber } from "./errors/authError.js";
import type { SignInTransaction } from "./signInTransaction.js";
import type { AuthorityMetadata } from "./tenant/authorityMetadata.js";

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
 * @throws AuthError `response_invalid` if there is no `state` or a field comes twice.
 */
export function parseAuthorizationResponse(fields: unknown): AuthorizationResponse {
  const { data, error } = responseFields.safeParse(fields);
  if (!data) {
    throw new AuthError("response_invalid", { cause: error });
  }
  return data;
}

/** Declined consent. */
const declined = 65004;

/**
 * True if the person backed out at the tenant, or declined, rather than was turned away: also a policy that keeps
 * the person out answers with `access_denied`, and then with a number.
 */
export function isCancelled({ error, error_subcode, error_description }: AuthorizationResponse): boolean {
  const aadsts = aadstsNumber(error_description);
  return (
    error !== undefined &&
    (error_subcode === "cancel" || aadsts === declined || (aadsts === undefined && error === "access_denied"))
  );
}

/**
 * Returns the authorization code of an answer to this very request.
 *
 * @throws AuthError if the answer belongs to another request or another issuer (RFC 9207), or is an error.
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
    throw new AuthError("response_invalid", { cause: new LoggableError("iss is not the tenant's issuer") });
  }
  if (response.error !== undefined) {
    throw refusal(response.error, aadstsNumber(response.error_description));
  }
  if (response.code === undefined) {
    throw new AuthError("response_invalid", { cause: new LoggableError("neither code nor error") });
  }
  return response.code;
}

function refusal(error: string, aadsts: number | undefined): AuthError {
  const temporary = ["temporarily_unavailable", "server_error"].includes(error);
  const code = adviceFor(aadsts)?.code ?? (temporary ? "tenant_unavailable" : "sign_in_refused");
  const cause = new LoggableError(codeWord(error) ?? "an error of unknown form");
  return new AuthError(code, { aadsts, cause });
}
