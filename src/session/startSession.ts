import { promisify } from "node:util";
import type { Request } from "express";
import { AuthError } from "../auth/errors.js";
import type { SignIn } from "../auth/signIn.js";
import { tenantSessionKey } from "../auth/tenantSession.js";
import type { SignedIn } from "./signedIn.js";
import { storageUnavailable } from "./storageUnavailable.js";
import type { TenantSessions } from "./tenantSessions.js";

/**
 * Replaces the request's session by a new one, so that an id known before signing in is worth nothing after. It is noted
 * under the tenant's session before it is saved, and looked for after, so that no sign-out at the tenant misses it.
 *
 * @throws HttpError 503 where the storage does not answer, AuthError `sign_in_expired` where the person has signed out at
 * the tenant in the meantime.
 */
export async function startSession(
  request: Request,
  { account, claims }: SignIn,
  { sessionLifetime, tenantSessions }: { sessionLifetime: number; tenantSessions: TenantSessions },
): Promise<void> {
  const key = tenantSessionKey(claims);
  try {
    await promisify(request.session.regenerate.bind(request.session))();
    if (key) {
      await tenantSessions.add(key, request.session.id);
    }
    request.session.signedIn = {
      account,
      claims,
      expiresAt: Date.now() + sessionLifetime,
    } satisfies SignedIn;
    await promisify(request.session.save.bind(request.session))();
    if (!key || (await tenantSessions.has(key, request.session.id))) {
      saveNoMore(request);
      return;
    }
    await promisify(request.session.destroy.bind(request.session))();
  } catch (error) {
    // The store may have kept the session although it did not say so, and the answer must not name it to the browser.
    request.session?.destroy(() => undefined);
    throw storageUnavailable(error);
  }
  throw new AuthError("sign_in_expired", { cause: new Error("signed out at the tenant meanwhile") });
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
