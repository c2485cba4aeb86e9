import type { Request } from "express";
import { isGuid } from "../../answers/aadsts.js";
import type { Application } from "../../applications/application.js";
import type { Applications } from "../../applications/applications.js";
import { emailSchema } from "../../pages/form/formFields.js";
import { emptyOrNotValid, missing, NativeError } from "./nativeError.js";

/** A request of an application that may sign people in on screens of its own. */
export interface NativeRequest {
  readonly application: Application;
  readonly form: URLSearchParams;
}

/** The form of a request, which is empty where the body is none. */
export function formOf({ body }: Request): URLSearchParams {
  return new URLSearchParams(typeof body === "string" ? body : "");
}

/** @throws NativeError if the application is not known, is no public client, or has native authentication off. */
export function nativeRequest(form: URLSearchParams, applications: Applications): NativeRequest {
  const clientId = form.get("client_id")?.toLowerCase();
  if (!isGuid(clientId)) {
    throw emptyOrNotValid("client_id");
  }
  const application = applications.find(clientId);
  if (!application) {
    throw new NativeError({
      number: 700016,
      error: "unauthorized_client",
      message: "No application with this id is in the tenant.",
    });
  }
  if (!application.allowPublicClientFlows) {
    throw new NativeError({
      number: 550022,
      error: "invalid_client",
      message: "The native authentication API is for public clients: allow public client flows.",
    });
  }
  if (application.nativeAuthenticationApisEnabled === "none") {
    // The number that Entra has for this is not known.
    throw new NativeError(
      {
        number: 550022,
        error: "invalid_client",
        message: "Native authentication is not enabled for this application.",
      },
      { suberror: "nativeauthapi_disabled" },
    );
  }
  return { application, form };
}

/** @throws NativeError if the form lacks the parameter. */
export function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (!value) {
    throw missing(name);
  }
  return value;
}

/** @throws NativeError unless `username` is an email address. */
export function usernameOf(form: URLSearchParams): string {
  const email = emailSchema.safeParse(form.get("username"));
  if (!email.success) {
    throw emptyOrNotValid("username");
  }
  return email.data;
}
