import { promisify } from "node:util";
import type { Request } from "express";
import type { IdTokenClaims } from "../auth/idToken/idTokenValidator.js";
import { settled } from "./settled.js";
import { type SignedIn, signedInOf } from "./signedIn.js";
import { storageUnavailable } from "./storageUnavailable.js";

/** The parts of a name that a person has changed, by the claims that say them; an empty one takes its claim away. */
export interface ChangedName {
  readonly name?: string | undefined;
  readonly given_name?: string | undefined;
  readonly family_name?: string | undefined;
}

/**
 * Lets the session's claims say a person's new name at once, which the tenant says from the next ID token on. Claims that the
 * token did not have stay away, but for `name`. A session that has ended stays so.
 *
 * @throws HttpError 503 if the storage does not answer.
 */
export async function changeName(request: Request, changed: ChangedName): Promise<void> {
  const { session, sessionID, sessionStore } = request;
  try {
    // Another tab may have changed it since this request has begun.
    const stored = await promisify(sessionStore.get.bind(sessionStore))(sessionID);
    const signedIn = stored ? signedInOf({ session: stored }) : undefined;
    if (signedIn) {
      session.signedIn = {
        ...signedIn,
        claims: withName(signedIn.claims, changed),
      } satisfies SignedIn;
      await settled((done) => session.save(done));
    }
  } catch (error) {
    throw storageUnavailable(error);
  }
}

function withName(claims: IdTokenClaims, { name, given_name, family_name }: ChangedName): IdTokenClaims {
  const changed: IdTokenClaims = { ...claims, ...(name && { name }) };
  for (const [claim, value] of Object.entries({ given_name, family_name })) {
    if (value === "") {
      delete changed[claim];
    } else if (value !== undefined && Object.hasOwn(claims, claim)) {
      changed[claim] = value;
    }
  }
  return changed;
}
