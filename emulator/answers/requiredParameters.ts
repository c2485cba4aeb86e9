import type { RequestHandler } from "express";
import * as z from "zod";
import { onBehalfOfGrant } from "../onBehalfOf/onBehalfOfGrant.js";
import { signInCannotStartPage } from "../pages/errorPages.js";
import { type AadstsError, correlationIdFrom, describeAadstsError } from "./aadsts.js";

const ofAuthorization = ["client_id", "response_type", "scope"];

const ofTokenRequest: Readonly<Record<string, readonly string[]>> = {
  authorization_code: ["code"],
  refresh_token: ["refresh_token"],
  client_credentials: ["scope"],
  [onBehalfOfGrant]: ["assertion", "scope", "requested_token_use"],
};

const querySchema = z.record(z.string(), z.unknown());

/** Refuses an authorization request that lacks a parameter which Entra insists on: on a page, whatever else is right. */
export const requireParameters: RequestHandler = (request, response, next) => {
  const query = querySchema.parse(request.query);
  const missing = ofAuthorization.find((name) => (query[name] ?? "") === "");
  if (missing === undefined) {
    next();
    return;
  }
  const correlationId = correlationIdFrom(query["client-request-id"]);
  const { error_description } = describeAadstsError(missingParameter(missing), correlationId);
  response.status(400).render("message", signInCannotStartPage(error_description));
};

/** The parameter that Entra misses first in a token request, if any. */
export function missingInTokenRequest(
  form: URLSearchParams,
  clientId: string | undefined,
): string | undefined {
  const grantType = form.get("grant_type");
  if (!grantType) {
    return "grant_type";
  }
  return clientId ? ofTokenRequest[grantType]?.find((name) => !form.get(name)) : "client_id";
}

/** Entra's error for a parameter that is missing. */
export function missingParameter(name: string): AadstsError & { readonly status: number } {
  return {
    number: 900144,
    error: "invalid_request",
    status: 400,
    message: `The request must contain the parameter '${name}'.`,
  };
}
