import type { ErrorRequestHandler, Request } from "express";
import { AuthError } from "../../auth/errors/authError.js";
import { SignInDemanded } from "../../auth/errors/signInDemanded.js";
import { safeReturnTo } from "../../auth/returnTo.js";
import { SignInDemandSeal } from "../../auth/signInDemand.js";
import type { Config } from "../../config/config.js";
import { answeredDemandsOf, forgetDemand, forgetDemands } from "../../session/answeredDemands.js";
import { sessionFingerprint } from "../../session/cookie/sessionFingerprint.js";
import { signedInOf } from "../../session/signedIn.js";
import { opensPage } from "../navigation.js";

/**
 * Demands that sign-ins in a row can answer: as many as a page may have guards. An API can name another one in each of its
 * answers, and they all travel in a cookie.
 */
const mostDemands = 4;

/**
 * Answers `SignInDemanded`: who opens a page is sent to sign in once more, and then back. Anything else fails with AuthError
 * `sign_in_needed`, as behind `requireAuth`. If the sign-in just before was for the same demand, or several were for others
 * and none is met, the request fails with the demand's `unmet`; a person who then tries again is asked again. It stands before
 * the error handler.
 */
export function askAgain(
  config: Pick<Config, "origin" | "secureCookies" | "sessionSecrets">,
): ErrorRequestHandler {
  const seal = new SignInDemandSeal(config.sessionSecrets);
  return (error: unknown, request, response, next) => {
    if (!(error instanceof SignInDemanded)) {
      next(error);
      return;
    }
    const { reason, ...wanted } = error.demand;
    const answered = answeredDemandsOf(request);
    if (answered.includes(reason)) {
      forgetDemand(request, reason);
      next(error.unmet);
    } else if (answered.length >= mostDemands) {
      forgetDemands(request);
      next(error.unmet);
    } else if (!opensPage(request)) {
      next(new AuthError("sign_in_needed", { cause: error }));
    } else {
      const demand = seal.seal(
        {
          ...wanted,
          demands: [...answered, reason],
          loginHint: loginHintOf(request),
          returnTo: safeReturnTo(request.originalUrl),
        },
        sessionFingerprint(request, config),
      );
      response.redirect(`/auth/signin?demand=${demand}`);
    }
  };
}

/** Characters; it travels in addresses, which servers take up to 8 to 16 kB. */
const longestHint = 256;

/** Spares the person the tenant's question which account is meant; undefined if an address has no room for it. */
function loginHintOf(request: Request): string | undefined {
  const { claims, account } = signedInOf(request) ?? {};
  const hint = typeof claims?.login_hint === "string" ? claims.login_hint : account?.username;
  return hint && hint.length <= longestHint ? hint : undefined;
}
