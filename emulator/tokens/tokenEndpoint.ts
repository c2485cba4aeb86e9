import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import type { Provider } from "oidc-provider";
import { correlationIdFrom, describeAadstsError } from "../answers/aadsts.js";
import { missingInTokenRequest, missingParameter } from "../answers/requiredParameters.js";
import { TokenRequestError } from "../answers/tokenRequestError.js";
import type { EmulatorClient } from "../client.js";
import { deviceCodeGrant } from "../deviceCode/commandLineTools.js";
import type { EmulatorFaults } from "../faults.js";
import type { Tenant } from "../tenant.js";
import { ClientAssertionError } from "./clientAssertions/clientAssertionError.js";
import { ClientAssertions } from "./clientAssertions/clientAssertions.js";
import { clientIdOf } from "./clientId.js";
import { requestedApi } from "./requestedApi.js";
import { requestWithBody } from "./requestWithBody.js";

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

interface TokenEndpointParts {
  readonly tenant: Tenant;
  readonly clients: readonly EmulatorClient[];
  readonly provider: Provider;
  readonly faults: EmulatorFaults;
}

/**
 * Takes requests that Entra takes and oidc-provider does not. That lets a client prove itself in one way only, and Entra
 * in several: so client assertions are judged here, and oidc-provider gets the client's secret in the place of a good
 * one. MSAL calls the grant of RFC 8628 by a short name, and Entra knows both. Who renews tokens may ask for
 * `offline_access` again, and for another API.
 */
export function tokenEndpoint({
  tenant,
  clients,
  provider,
  faults,
}: TokenEndpointParts): [...RequestHandler[], ErrorRequestHandler] {
  const answer = provider.callback();
  const assertions = new ClientAssertions(tenant, clients);

  async function translate(body: string, authorization: string | undefined): Promise<string> {
    const form = new URLSearchParams(body);
    const clientId = clientIdOf(authorization, form.get("client_id"));
    const missing = missingInTokenRequest(form, clientId);
    if (missing !== undefined) {
      throw new TokenRequestError(missingParameter(missing));
    }
    const client = clients.find((each) => each.clientId === clientId);
    if (client && form.has("client_assertion")) {
      await assertions.verify(onlyAssertion(form), client);
      form.set("client_secret", client.clientSecret);
    }
    if (form.get("grant_type") === "device_code") {
      form.set("grant_type", deviceCodeGrant);
    }
    if (form.get("grant_type") === "refresh_token") {
      dropOfflineAccess(form);
      if (faults.refresh) {
        const { refresh } = faults;
        delete faults.refresh;
        throw new TokenRequestError({ ...refresh, status: 400, message: "A test asked for this answer." });
      }
    }
    const api = clientId === undefined ? undefined : await requestedApi(provider, form, clientId);
    if (api !== undefined) {
      form.set("resource", api);
    }
    return form.toString();
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
      const body = await translate(textOf(request.body), request.get("Authorization"));
      await answer(requestWithBody(request, body), response);
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

/** RFC 7521 section 4.2: one proof for each request, and of the one type that is known. */
function onlyAssertion(form: URLSearchParams): string {
  const [assertion, ...more] = form.getAll("client_assertion");
  const types = form.getAll("client_assertion_type");
  if (!assertion || more.length > 0 || types.join() !== assertionType || form.has("client_secret")) {
    throw new ClientAssertionError("ambiguous");
  }
  return assertion;
}
