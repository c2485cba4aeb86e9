import type { Request, RequestHandler } from "express";
import createError from "http-errors";
import { AuthError } from "../../auth/errors/authError.js";
import { SignInDemanded } from "../../auth/errors/signInDemanded.js";
import type { Config } from "../../config/config.js";
import { scopeName } from "../../config/schemas/apiScopes.js";
import { LoggableError } from "../../log/loggableError.js";
import { forgetDemand } from "../../session/answeredDemands.js";
import type { AccessTokens } from "../../session/tokens/accessTokens.js";

/** Returns a guard for routes that call an API with these scopes, which are of one API and among those configured. */
export type RequireAccessToken = (scopes: readonly string[]) => RequestHandler;

interface AccessTokenGuardParts {
  readonly config: Pick<Config, "apiScopes">;
  readonly accessTokens: AccessTokens;
}

const tokens = new WeakMap<Request, string>();

/**
 * Makes the guards that get an access token of the person, for `accessTokenOf`. If it cannot be had without the person, they
 * demand a sign-in. They stand behind `requireAuth`.
 */
export function accessTokenGuard({ config, accessTokens }: AccessTokenGuardParts): RequireAccessToken {
  return (wanted) => {
    const scopes = wanted.map(scopeName);
    const reason = `access-token ${scopes.map((scope) => scope.slice(scope.lastIndexOf("/") + 1)).join(" ")}`;
    return async (request, _response, next) => {
      if (!scopes.every((scope) => config.apiScopes.includes(scope))) {
        throw createError(500, new LoggableError(`API_SCOPES lacks one of ${scopes.join(" ")}.`));
      }
      tokens.set(request, await accessTokens.get(request, scopes).catch(demand(reason, scopes)));
      forgetDemand(request, reason);
      next();
    };
  };
}

/**
 * Returns the access token that `requireAccessToken` has got for a request.
 *
 * @throws HttpError 500 if there is none, which shows that the guard is missing.
 */
export function accessTokenOf(request: Request): string {
  const token = tokens.get(request);
  if (token === undefined) {
    throw createError(500, new LoggableError("requireAccessToken does not stand before this route."));
  }
  return token;
}

function demand(reason: string, scopes: readonly string[]): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof AuthError) || error.code !== "sign_in_needed") {
      throw error;
    }
    const { claims, aadsts, correlationId } = error;
    const unmet = new AuthError("demand_unmet", { aadsts, correlationId, cause: error });
    throw new SignInDemanded({ reason, claims, scopes }, unmet);
  };
}
