import type { RequestHandler } from "express";

/** Lets pages of every origin call Microsoft Graph, which asks for a token and for no cookie (Fetch Standard, section 3.2). */
export const graphForPages: RequestHandler = (request, response, next) => {
  response.set("Access-Control-Allow-Origin", "*");
  if (request.method !== "OPTIONS") {
    next();
    return;
  }
  response
    .status(204)
    .set("Access-Control-Allow-Methods", "GET, POST, PATCH, OPTIONS")
    .set("Access-Control-Allow-Headers", request.get("Access-Control-Request-Headers") ?? "")
    .end();
};
