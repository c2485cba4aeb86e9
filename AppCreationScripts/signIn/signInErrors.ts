import { AuthError as MsalError, ServerError } from "@azure/msal-node";
import * as z from "zod";
import { aadstsNumber } from "../../src/auth/errors/authError.js";
import { isTimeout, timeLimit } from "../../src/auth/http/tenantClient.js";
import { describeCause } from "../../src/log/describeCause.js";
import { expired, refusalOf } from "./refusals.js";
import type { SignInRequest, SignInWay } from "./signInRequest.js";

/** Thrown if nobody has signed in. */
export class SignInError extends Error {
  override readonly name = "SignInError";
}

const errorAnswer = z.object({ error: z.string(), error_description: z.string().optional() });

/** What the tenant answers as long as nobody has signed in (RFC 8628, section 3.5). */
const stillWaiting = ["authorization_pending", "slow_down"];

/**
 * Throws at an answer that refuses the sign-in. MSAL drops Entra's description, and asks people for a code that is not
 * there when the tenant is unknown.
 *
 * @throws SignInError
 */
export function refuseErrors(body: object, way: SignInWay): void {
  const { data } = errorAnswer.safeParse(body);
  if (data && !stillWaiting.includes(data.error)) {
    throw new SignInError(refusalOf(data.error, aadstsNumber(data.error_description), way));
  }
}

interface Attempt extends Pick<SignInRequest, "cloud" | "tenant"> {
  readonly way: SignInWay;
}

/** What to tell of anything that went wrong during a sign-in. */
export function signInErrorOf(error: unknown, { cloud, tenant, way }: Attempt): SignInError {
  const reason = error instanceof MsalError ? (error.cause ?? error) : error;
  if (reason instanceof SignInError) {
    return reason;
  }
  if (error instanceof MsalError && error.errorCode === "device_code_expired") {
    return new SignInError(expired);
  }
  // What the browser brought back.
  if (error instanceof ServerError) {
    return new SignInError(refusalOf(error.errorCode, aadstsNumber(error.errorMessage), way));
  }
  return new SignInError(
    `Nobody could be signed in to ${tenant} at ${cloud.signInOrigin}. ${reasonOf(reason)}. Run the command again.`,
  );
}

/** Says why a server could not be asked, with no full stop. The sentences of errors of the network hold nothing secret. */
function reasonOf(error: unknown): string {
  if (isTimeout(error)) {
    return `The server did not answer within ${timeLimit / 1_000} seconds: check the network and HTTPS_PROXY`;
  }
  const said = error instanceof Error && "code" in error ? error.message : describeCause(error);
  return said.replace(/^(Type)?Error: |\.$/g, "");
}
