import type { RequestHandler } from "express";
import { Problem } from "../problem.js";
import { accessTokenOf } from "./authenticate.js";

/** Lets requests pass whose token carries a scope that a person or an administrator has consented to (RFC 6750, section 3.1). */
export function requireScope(scope: string): RequestHandler {
  return (request, _response, next) => {
    if (!accessTokenOf(request).scopes.includes(scope)) {
      throw new Problem(403, "Scope missing", `The access token lacks the scope ${scope}.`, {
        "WWW-Authenticate": `Bearer error="insufficient_scope", scope="${scope}"`,
      });
    }
    next();
  };
}
