import type { RequestHandler } from "express";
import type { Applications } from "../applications/applications.js";
import { isPageOf } from "../applications/pageOrigins.js";

/** Answers browsers that ask ahead whether a page may send its request for tokens (Fetch Standard, "CORS-preflight fetch"). */
export function preflight({ all }: Applications): RequestHandler {
  const withPages = all.filter(({ redirectUris }) => redirectUris.spa.length > 0);
  return (request, response) => {
    const origin = request.get("Origin");
    response.vary("Origin").status(204);
    if (origin !== undefined && withPages.some((application) => isPageOf(application, origin))) {
      response.set({
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Methods": "POST, OPTIONS",
        "Access-Control-Allow-Headers": request.get("Access-Control-Request-Headers") ?? "",
      });
    }
    response.end();
  };
}
