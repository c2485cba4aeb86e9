import express, { type RequestHandler } from "express";
import type { Provider } from "oidc-provider";
import type { Applications } from "../applications/applications.js";
import { basicCredentials, clientIdOf } from "../tokens/clientId.js";
import { requestWithBody } from "../tokens/requestWithBody.js";

interface DeviceCodeParts {
  readonly applications: Applications;
  readonly provider: Provider;
  /** What oidc-provider knows each application by. */
  readonly innerSecret: string;
}

/** Gives codes to devices, where those of public clients prove nothing (RFC 8628 section 3.1). */
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
      const authorization = request.get("Authorization");
      const application = applications.find(clientIdOf(authorization, form.get("client_id")));
      const secret = form.get("client_secret") ?? basicCredentials(authorization).secret ?? "";
      const known = application?.allowPublicClientFlows || application?.secrets.includes(secret);
      if (application && known) {
        form.set("client_id", application.clientId);
        form.set("client_secret", innerSecret);
      }
      const translated = requestWithBody(request, form.toString());
      if (known) {
        delete translated.headers.authorization;
      }
      await answer(translated, response);
    },
  ];
}
