import { randomUUID } from "node:crypto";
import type { Response } from "express";

/** Answers with an error of Microsoft Graph's shape ("Error responses"). */
export function refuse(response: Response, status: number, code: string, message: string): void {
  const id = randomUUID();
  const date = new Date().toISOString().slice(0, 19);
  response
    .status(status)
    .json({ error: { code, message, innerError: { date, "request-id": id, "client-request-id": id } } });
}

/** The answer to a token that is none of Graph's, or to none. */
export function refuseToken(response: Response): void {
  response.set("WWW-Authenticate", 'Bearer realm="", error="invalid_token"');
  const message = "The access token is missing, has expired, or is not for Microsoft Graph.";
  refuse(response, 401, "InvalidAuthenticationToken", message);
}
