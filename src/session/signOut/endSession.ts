import type { Request } from "express";
import type { IdTokenClaims } from "../../auth/idToken/idTokenValidator.js";
import { settled } from "../settled.js";
import { signedInOf } from "../signedIn.js";
import { storageUnavailable } from "../storageUnavailable.js";
import { signOutKey } from "./signOutKey.js";
import type { SignOuts } from "./signOuts.js";

/**
 * Signs the request's person out of the app: ends their session, all that belong to the same session at the tenant, and
 * sign-ins under way. Returns the claims of who was signed in.
 *
 * @throws HttpError 503 if the storage does not answer.
 */
export async function endSession(request: Request, signOuts: SignOuts): Promise<IdTokenClaims | undefined> {
  const claims = signedInOf(request)?.claims;
  try {
    if (claims) {
      await signOuts.signOut(signOutKey(claims));
    }
    await settled((done) => request.session.destroy(done));
    return claims;
  } catch (error) {
    throw storageUnavailable(error);
  }
}
