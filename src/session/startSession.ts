import type { Request } from "express";
import { AuthError } from "../auth/errors/authError.js";
import type { SignIn } from "../auth/signIn.js";
import type { Config } from "../config/config.js";
import { LoggableError } from "../log/loggableError.js";
import { noteAnsweredDemands } from "./answeredDemands.js";
import { notePerson } from "./people/notePerson.js";
import { settled } from "./settled.js";
import type { SignedIn } from "./signedIn.js";
import { signOutKey, tenantSessionKey } from "./signOut/signOutKey.js";
import type { Storage } from "./storage.js";
import { storageUnavailable } from "./storageUnavailable.js";
import { tokenPartition } from "./tokens/tokenPartition.js";

interface StartSessionParts {
  readonly config: Pick<Config, "sessionLifetime" | "sessionSecrets">;
  readonly storage: Pick<Storage, "signOuts" | "tokens">;
}

/**
 * Replaces the request's session by a new one, so that an id known before signing in is worth nothing after. Sign-outs are
 * looked for when it and its tokens are saved, so that each of them either finds it or is found; the old one stays until then.
 *
 * @throws HttpError 503 if the storage does not answer, AuthError `sign_in_expired` if the person has signed out
 * since this sign-in began.
 */
export async function startSession(
  request: Request,
  { account, claims, startedAt, demands, tokens }: SignIn,
  { config, storage }: StartSessionParts,
): Promise<void> {
  const tenantSession = tenantSessionKey(claims);
  try {
    const replaced = request.sessionID;
    request.sessionStore.generate(request);
    if (tenantSession !== undefined) {
      request.session.tenantSession = tenantSession;
    }
    if (demands) {
      noteAnsweredDemands(request, demands);
    }
    request.session.signedIn = {
      account,
      claims,
      expiresAt: Date.now() + config.sessionLifetime,
    } satisfies SignedIn;
    if (tokens !== undefined) {
      request.session.hasTokens = true;
    }
    notePerson(request, claims);
    await settled((done) => request.session.save(done));
    if (tokens !== undefined) {
      await tokenPartition(request.sessionID, storage, config).write(tokens);
    }
    if (!(await storage.signOuts.hasComeSince(signOutKey(claims), startedAt))) {
      // Not before: a sign-out that comes meanwhile with the old cookie must find whose it is.
      await settled((done) => request.sessionStore.destroy(replaced, done));
      saveNoMore(request);
      return;
    }
    await settled((done) => request.session.destroy(done));
  } catch (error) {
    // The store may have kept the session although it did not say so, and the answer must not name it to the browser.
    request.session?.destroy(() => undefined);
    throw storageUnavailable(error);
  }
  throw new AuthError("sign_in_expired", { cause: new LoggableError("signed out meanwhile") });
}

/**
 * Keeps express-session from saving a regenerated session again when the answer ends, which would bring back one that a
 * sign-out has ended since.
 *
 * @see https://github.com/expressjs/session/issues/935
 */
function saveNoMore({ session }: Request): void {
  session.save = (done) => {
    done?.(undefined);
    return session;
  };
}
