import type { RequestHandler } from "express";
import { Problem } from "../problem.js";
import { accessTokenOf } from "./authenticate.js";

/** Lets requests pass for people who have an app role of this API. */
export function requireAppRole(role: string): RequestHandler {
  return (request, _response, next) => {
    if (!accessTokenOf(request).roles.includes(role)) {
      throw new Problem(
        403,
        "Role missing",
        `This needs the app role ${role}, which an administrator gives.`,
      );
    }
    next();
  };
}
