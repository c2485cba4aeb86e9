import type { RequestHandler } from "express";
import { Problem } from "../problem.js";
import { accessTokenOf } from "./authenticate.js";

/**
 * Lets requests pass whose token says that the sign-in satisfied an authentication context, such as `c1`. The answer to others
 * holds what the app has to ask the tenant for.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
export function requireAuthContext(context: string): RequestHandler {
  const claims = { access_token: { acrs: { essential: true, value: context } } };
  const challenge = Buffer.from(JSON.stringify(claims)).toString("base64");
  return (request, _response, next) => {
    if (!accessTokenOf(request).authContexts.includes(context)) {
      throw new Problem(401, "Stronger sign-in needed", `This needs the authentication context ${context}.`, {
        "WWW-Authenticate": `Bearer error="insufficient_claims", claims="${challenge}"`,
      });
    }
    next();
  };
}
