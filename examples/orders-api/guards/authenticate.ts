import type { Request, RequestHandler } from "express";
import {
  type AccessToken,
  type AccessTokenVerifier,
  InvalidTokenError,
} from "../accessTokens/accessTokenVerifier.js";
import type { OrdersApiLog } from "../log.js";
import { Problem } from "../problem.js";

const tokens = new WeakMap<Request, AccessToken>();

/** Lets requests pass with an access token for this API (RFC 6750, section 2.1). */
export function authenticate(verifier: AccessTokenVerifier, log: OrdersApiLog): RequestHandler {
  return async (request, _response, next) => {
    const [, token] = /^Bearer +([\w.~+/-]+=*)$/i.exec(request.get("Authorization") ?? "") ?? [];
    if (token === undefined) {
      throw new Problem(401, "Access token missing", "Send an access token for this API.", {
        "WWW-Authenticate": "Bearer",
      });
    }
    tokens.set(request, await verified(token, verifier, log));
    next();
  };
}

/**
 * Returns what the request's token allows.
 *
 * @throws Error if `authenticate` does not stand before.
 */
export function accessTokenOf(request: Request): AccessToken {
  const token = tokens.get(request);
  if (!token) {
    throw new Error("The route lacks authenticate.");
  }
  return token;
}

async function verified(
  token: string,
  verifier: AccessTokenVerifier,
  log: OrdersApiLog,
): Promise<AccessToken> {
  try {
    return await verifier.verify(token);
  } catch (error) {
    if (error instanceof InvalidTokenError) {
      log.warn(`Orders API: an access token was refused: ${error.reason}`);
      throw new Problem(401, "Access token refused", "The access token is not one that this API accepts.", {
        "WWW-Authenticate": 'Bearer error="invalid_token"',
      });
    }
    log.warn(
      `Orders API: the tenant's keys cannot be had: ${error instanceof Error ? error.name : "unknown"}`,
    );
    throw new Problem(503, "Not available", "Access tokens cannot be verified at the moment.", {
      "Retry-After": "5",
    });
  }
}
