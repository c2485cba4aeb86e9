import type { RequestHandler } from "express";
import * as z from "zod";
import { AccessError } from "../../auth/errors/accessError.js";
import { SignInDemanded } from "../../auth/errors/signInDemanded.js";
import { forgetDemand } from "../../session/answeredDemands.js";
import { personOf } from "../../session/signedIn.js";

/** Seconds by which the tenant's clock may be ahead of ours. A sign-in that lies further ahead says nothing of its age. */
const clockTolerance = 300;

const seconds = z.int().positive("The age of a sign-in is a whole number of seconds.");
const withTime = z.looseObject({ auth_time: z.number() });

/**
 * Lets people pass who have proved who they are within the last `maxAge` seconds, by the claim `auth_time`, which the tenant
 * alone writes (OpenID Connect Core 1.0, section 2). Who opens the page later is asked for their credentials, and comes
 * back; a form is refused, so guard the page with the form too, which then asks before anything is typed. It stands behind
 * `requireAuth`. It fails with AccessError `sign_in_not_recent` if asking has not helped, and `auth_time_missing` if no token
 * has the claim.
 *
 * @throws ZodError for an age that is no whole number above 0.
 */
export function requireRecentSignIn({ maxAge }: { readonly maxAge: number }): RequestHandler {
  const wanted = `${seconds.parse(maxAge)} s`;
  const reason = `recent-sign-in ${wanted}`;
  return (request, _response, next) => {
    const { data } = withTime.safeParse(personOf(request).claims);
    if (!data) {
      throw new AccessError("auth_time_missing", wanted);
    }
    const age = Date.now() / 1000 - data.auth_time;
    if (age > maxAge || age < -clockTolerance) {
      throw new SignInDemanded({ reason, prompt: "login" }, new AccessError("sign_in_not_recent", wanted));
    }
    forgetDemand(request, reason);
    next();
  };
}
