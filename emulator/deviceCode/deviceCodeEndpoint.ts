import express, { type RequestHandler } from "express";
import type { Provider } from "oidc-provider";
import type { Applications } from "../applications/applications.js";
import { clientIdOf } from "../tokens/clientId.js";
import { requestWithBody } from "../tokens/requestWithBody.js";

interface DeviceCodeParts {
  readonly applications: Applications;
  readonly provider: Provider;
  /** What oidc-provider knows each application by. */
  readonly innerSecret: string;
}

/** Gives codes to devices, which prove nothing (RFC 8628 section 3.1), as Entra has it. */
export function deviceCodeEndpoint({
  applications,
  provider,
  innerSecret,
}: DeviceCodeParts): RequestHandler[] {
  const answer = provider.callback();
  return [
    express.text({ type: "application/x-www-form-urlencoded", inflate: false }),
    async (request, response) => {
      const form = new URLSearchParams(typeof request.body === "string" ? request.body : "");
      const application = applications.find(clientIdOf(request.get("Authorization"), form.get("client_id")));
      if (application) {
        form.set("client_id", application.clientId);
        form.set("client_secret", innerSecret);
      }
      const translated = requestWithBody(request, form.toString());
      if (application) {
        delete translated.headers.authorization;
      }
      await answer(translated, response);
    },
  ];
}
