import type { RequestHandler } from "express";
import { graph } from "../tokens/scopes.js";
import { refuseToken } from "./graphError.js";
import { type GraphParts, graphCallers } from "./graphTokens.js";

/**
 * Tells who an access token of Graph's is for (OpenID Connect Core 5.3): at Entra this endpoint is Graph's, with its
 * claims and the shape of its errors.
 */
export function userinfo(parts: GraphParts): RequestHandler {
  const callerOf = graphCallers(parts);

  return async (request, response) => {
    response.set("Cache-Control", "no-store");
    const caller = await callerOf(request);
    if (!caller?.account || !caller.scopes.includes("openid")) {
      refuseToken(response);
      return;
    }
    const { sub, account, scopes } = caller;
    response.json({
      sub,
      ...(scopes.includes("profile")
        ? { name: account.displayName, picture: `${graph}/v1.0/me/photo/$value` }
        : {}),
      ...(scopes.includes("email") ? { email: account.email } : {}),
    });
  };
}
