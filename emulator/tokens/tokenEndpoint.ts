import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from "express";
import type { Provider } from "oidc-provider";
import { correlationIdFrom, describeAadstsError } from "../answers/aadsts.js";
import { missingInTokenRequest, missingParameter } from "../answers/requiredParameters.js";
import { TokenRequestError } from "../answers/tokenRequestError.js";
import type { Application } from "../applications/application.js";
import type { Applications } from "../applications/applications.js";
import { isPageOf } from "../applications/pageOrigins.js";
import { platformOf } from "../applications/redirectUris.js";
import { deviceCodeGrant } from "../deviceCode/commandLineTools.js";
import type { Accounts } from "../directory/accounts.js";
import type { ContextPolicies } from "../provider/contextPolicies.js";
import type { Tenant } from "../tenant.js";
import { ClientAssertions } from "./clientAssertions/clientAssertions.js";
import { basicCredentials, clientIdOf } from "./clientId.js";
import { keepProof, type Proof, proveClient } from "./clientProof.js";
import { requestedApi } from "./requestedApi.js";
import { requestWithBody } from "./requestWithBody.js";

interface TokenEndpointParts {
  readonly tenant: Tenant;
  readonly applications: Applications;
  readonly accounts: Accounts;
  readonly contexts: ContextPolicies;
  readonly provider: Provider;
  /** What oidc-provider knows each application by. */
  readonly innerSecret: string;
}

/** A request for tokens as oidc-provider takes it. */
interface TranslatedRequest {
  readonly body: string;
  readonly proof: Proof | undefined;
}

/**
 * Takes requests that Entra takes and oidc-provider does not. That lets a client prove itself in one way only, and Entra
 * in several: so proofs are judged here, and oidc-provider gets a secret of its own in the place of a good one. MSAL calls
 * the grant of RFC 8628 by a short name, and Entra knows both. Who renews tokens may ask for `offline_access` again, and
 * for another API.
 */
export function tokenEndpoint(parts: TokenEndpointParts): [...RequestHandler[], ErrorRequestHandler] {
  const { tenant, applications, provider, innerSecret } = parts;
  const answer = provider.callback();
  const assertions = new ClientAssertions(tenant, applications.all);

  async function prove(application: Application, form: URLSearchParams, request: Request): Promise<Proof> {
    const code = await provider.AuthorizationCode.find(form.get("code") ?? "");
    const redirectUri = code?.redirectUri ?? form.get("redirect_uri");
    const proof = await proveClient(
      application,
      {
        form,
        basicSecret: basicCredentials(request.get("Authorization")).secret,
        platform: redirectUri ? platformOf(application, redirectUri) : undefined,
        fromPage: isPageOf(application, request.get("Origin")),
      },
      assertions,
    );
    form.delete("client_assertion");
    form.delete("client_assertion_type");
    form.set("client_id", application.clientId);
    form.set("client_secret", innerSecret);
    return proof;
  }

  async function translate(request: Request, response: Response): Promise<TranslatedRequest> {
    const form = new URLSearchParams(textOf(request.body));
    const clientId = clientIdOf(request.get("Authorization"), form.get("client_id"));
    const missing = missingInTokenRequest(form, clientId);
    if (missing !== undefined) {
      throw new TokenRequestError(missingParameter(missing));
    }
    const application = applications.find(clientId);
    if (application && isPageOf(application, request.get("Origin"))) {
      response.set("Access-Control-Allow-Origin", request.get("Origin")).vary("Origin");
    }
    const proof = application && (await prove(application, form, request));
    if (form.get("grant_type") === "device_code") {
      form.set("grant_type", deviceCodeGrant);
    }
    if (form.get("grant_type") === "refresh_token") {
      dropOfflineAccess(form);
    }
    const api = clientId === undefined ? undefined : await requestedApi(parts, form, clientId);
    if (api !== undefined) {
      form.set("resource", api);
    }
    return { body: form.toString(), proof };
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
    response.status(status).set("Cache-Control", "no-store").json(describeAadstsError(aadsts, correlationId));
  };

  return [
    express.text({ type: "application/x-www-form-urlencoded", inflate: false }),
    async (request, response) => {
      const { body, proof } = await translate(request, response);
      const translated = requestWithBody(request, body);
      if (proof !== undefined) {
        delete translated.headers.authorization;
        keepProof(translated, proof);
      }
      await answer(translated, response);
    },
    refuse,
  ];
}

/** MSAL asks for this scope each time, and oidc-provider grants it only after `prompt=consent`. */
function dropOfflineAccess(form: URLSearchParams): void {
  const scopes = (form.get("scope") ?? "").split(" ").filter((scope) => scope !== "offline_access");
  form.set("scope", scopes.join(" "));
}

/** The form, which is empty where the body is none. */
function textOf(body: unknown): string {
  return typeof body === "string" ? body : "";
}
