import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from "express";
import { correlationIdFrom, describeAadstsError } from "../answers/aadsts.js";
import { TokenRequestError } from "../answers/tokenRequestError.js";
import { isPageOf } from "../applications/pageOrigins.js";
import { crossOriginNumber } from "../singlePage/originRules.js";
import { clientIdOf } from "./clientId.js";
import { keepProof } from "./clientProof.js";
import { requestWithBody } from "./requestWithBody.js";
import { type TokenEndpointParts, tokenRequestTranslator } from "./translateTokenRequest.js";

/** Has oidc-provider answer requests for tokens, once they are such as it takes. */
export function tokenEndpoint(parts: TokenEndpointParts): [...RequestHandler[], ErrorRequestHandler] {
  const answer = parts.provider.callback();
  const translate = tokenRequestTranslator(parts);

  /** The pages of an application may read its answers, also those that refuse. */
  function allowPage(form: URLSearchParams, request: Request, response: Response): void {
    const application = parts.applications.find(
      clientIdOf(request.get("Authorization"), form.get("client_id")),
    );
    if (application && isPageOf(application, request.get("Origin"))) {
      response.set("Access-Control-Allow-Origin", request.get("Origin")).vary("Origin");
    }
  }

  const refuse: ErrorRequestHandler = (error, request, response, next) => {
    if (!(error instanceof TokenRequestError)) {
      next(error);
      return;
    }
    const { status, ...aadsts } = error.tokenError;
    const correlationId = correlationIdFrom(
      request.get("client-request-id"),
      request.query["client-request-id"],
      new URLSearchParams(textOf(request.body)).get("client-request-id"),
    );
    if (aadsts.number === crossOriginNumber) {
      response.set("Access-Control-Allow-Origin", "*");
    }
    response.status(status).set("Cache-Control", "no-store").json(describeAadstsError(aadsts, correlationId));
  };

  return [
    express.text({ type: "application/x-www-form-urlencoded", inflate: false }),
    async (request, response) => {
      const form = new URLSearchParams(textOf(request.body));
      allowPage(form, request, response);
      const proof = await translate(form, request);
      const translated = requestWithBody(request, form.toString());
      if (proof !== undefined) {
        delete translated.headers.authorization;
        keepProof(translated, proof);
      }
      await answer(translated, response);
    },
    refuse,
  ];
}

/** The form, which is empty where the body is none. */
function textOf(body: unknown): string {
  return typeof body === "string" ? body : "";
}
