import { TokenRequestError } from "../answers/tokenRequestError.js";
import type { Application } from "../applications/application.js";
import type { Applications } from "../applications/applications.js";
import { apiOf, isGraph, scopeName } from "../tokens/scopes.js";
import { appRolesIn } from "./servicePrincipal.js";

/**
 * Returns the API that an application asks for a token of its own for, with no person (RFC 6749 section 4.4). The scope
 * stands for every app role that an administrator has given to the application there.
 *
 * @throws TokenRequestError
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export function appOnlyApi(applications: Applications, application: Application, scope: string): string {
  const name = apiOf(scope);
  if (scope.includes(" ") || scopeName(scope) !== ".default" || !scope.includes("/")) {
    throw refusal(
      1002012,
      "invalid_scope",
      `The scope ${scope} is not valid. An application without a person asks for the whole of one API, such as api://orders/.default.`,
    );
  }
  const api = applications.findApi(name);
  if (!api && !isGraph(name) && application.permissions !== "every") {
    throw refusal(
      500011,
      "invalid_resource",
      `The resource principal named ${name} was not found in the tenant.`,
    );
  }
  if (api?.assignmentRequired && appRolesIn(applications, application, name).length === 0) {
    throw refusal(
      501051,
      "invalid_grant",
      `The application '${application.clientId}' is not assigned to a role of the API '${name}'.`,
    );
  }
  return name;
}

function refusal(number: number, error: string, message: string): TokenRequestError {
  return new TokenRequestError({ number, error, status: 400, message });
}
