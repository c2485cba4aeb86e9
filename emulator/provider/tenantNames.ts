import type { RequestHandler } from "express";
import { correlationIdFrom, describeAadstsError, isGuid } from "../answers/aadsts.js";
import type { Tenant } from "../tenant.js";

const ENDPOINT =
  /^\/(?<name>[^/?]+)(?<path>\/(?:oauth2\/v2\.0|discovery|v2\.0|\.well-known|(?:signup|resetpassword)\/v1\.0)\/.*)$/;

/**
 * Lets every endpoint be reached under the tenant's domain as well as under its id: the rest of the emulator knows the
 * id alone. Other tenants get Entra's answer for those.
 */
export function acceptTenantNames({ id, domain }: Tenant): RequestHandler {
  return (request, response, next) => {
    const { name = "", path = "" } = ENDPOINT.exec(request.url)?.groups ?? {};
    if (path === "") {
      next();
      return;
    }
    if (![id, domain].includes(name.toLowerCase())) {
      const error = {
        number: isGuid(name) ? 90002 : 900021,
        error: "invalid_tenant",
        message: `This tenant is not known here. The emulator has one: ${domain}, or ${id}.`,
      };
      response
        .status(400)
        .json(describeAadstsError(error, correlationIdFrom(request.get("client-request-id"))));
      return;
    }
    request.url = `/${id}${path}`;
    next();
  };
}

/**
 * Answers under the tenant's own names alone, so that a hostile site whose name resolves to this machine
 * reaches nothing.
 */
export function requireOwnHost({ url, origins }: Tenant): RequestHandler {
  return (request, response, next) => {
    if (origins.has(request.get("host") ?? "")) {
      next();
      return;
    }
    response.status(421).type("text").send(`The emulator answers at ${url} only.\n`);
  };
}
