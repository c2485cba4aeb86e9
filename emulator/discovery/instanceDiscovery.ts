import type { RequestHandler } from "express";
import { correlationIdFrom, describeAadstsError } from "../answers/aadsts.js";
import { missingParameter } from "../answers/requiredParameters.js";
import type { Tenant } from "../tenant.js";

/**
 * Tells MSAL libraries under which names the host of an authority goes, and where its discovery document is. At Entra they
 * ask at `login.microsoftonline.com`; here those that are told so ask the emulator for its own hosts.
 *
 * @see https://learn.microsoft.com/entra/msal/dotnet/advanced/custom-authority-aliases
 */
export function instanceDiscovery({ origins, url, paths }: Tenant): RequestHandler {
  const aliases = [...origins.keys()];
  return (request, response) => {
    const { authorization_endpoint: asked = "" } = request.query;
    const endpoint = typeof asked === "string" && URL.canParse(asked) ? new URL(asked) : undefined;
    response.set("Access-Control-Allow-Origin", "*");
    if (!endpoint || !origins.has(endpoint.host)) {
      const error = asked === "" ? missingParameter("authorization_endpoint") : invalidInstance;
      const correlationId = correlationIdFrom(request.get("client-request-id"));
      response.status(400).json(describeAadstsError(error, correlationId));
      return;
    }
    const { host } = endpoint;
    response.json({
      tenant_discovery_endpoint: `${origins.get(host) ?? url}${paths.discovery}`,
      "api-version": "1.1",
      metadata: [{ preferred_network: host, preferred_cache: host, aliases }],
    });
  };
}

const invalidInstance = {
  number: 50049,
  error: "invalid_instance",
  message: "The authority is at a host that is not known here.",
};
