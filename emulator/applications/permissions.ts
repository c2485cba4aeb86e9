import type { AadstsError } from "../answers/aadsts.js";
import { apiOf, isGraph, openidScopes, scopeName } from "../tokens/scopes.js";
import type { Application } from "./application.js";
import type { Applications } from "./applications.js";

/** What an external tenant lets applications have of Microsoft Graph. */
export const graphPermissions = ["User.Read", "User.ReadWrite"];

/** What applications can have of Microsoft Graph for themselves, as far as something here needs it. */
export const graphApplicationPermissions = [
  "Directory.Read.All",
  "GroupMember.Read.All",
  "Organization.Read.All",
  "User.Read.All",
  "User.ReadBasic.All",
];

/**
 * Returns why an application gets no token with this scope; undefined if an administrator has consented to it, or the API
 * has authorized the application itself. Scopes of OpenID Connect need nobody's consent.
 */
export function refusedScope(
  applications: Applications,
  client: Application,
  scope: string,
): AadstsError | undefined {
  if (client.permissions === "every" || openidScopes.includes(scope)) {
    return undefined;
  }
  const apiName = apiOf(scope);
  const name = scopeName(scope);
  const application = applications.findApi(apiName);
  const offered = isGraph(apiName) ? graphPermissions : application?.api.scopes;
  if (!offered) {
    return {
      number: 500011,
      error: "invalid_resource",
      message: `The resource principal named ${apiName} was not found in the tenant.`,
    };
  }
  const granted = grantedScopes(applications, client, apiName);
  if (granted.length === 0) {
    return {
      number: 650057,
      error: "invalid_resource",
      message: `The application asks for ${apiName}, which is not among the permissions of its registration.`,
    };
  }
  if (name === ".default" || (granted.includes(name) && offered.includes(name))) {
    return undefined;
  }
  return offered.includes(name)
    ? {
        number: 65001,
        error: "consent_required",
        message: `Neither the person nor an administrator has consented to ${scope} for this application.`,
      }
    : {
        number: 650053,
        error: "invalid_client",
        message: `The application asks for the scope '${name}', which ${apiName} does not have.`,
      };
}

/** Returns the names of the scopes of this API that the application may use. */
export function grantedScopes(
  applications: Applications,
  { clientId, permissions }: Application,
  apiName: string,
): string[] {
  const preAuthorized = applications.findApi(apiName)?.api.preAuthorizedApplications[clientId] ?? [];
  const consented = (permissions === "every" ? [] : permissions)
    .filter((permission) => sameApi(applications, apiOf(permission), apiName))
    .map(scopeName);
  return [...new Set([...preAuthorized, ...consented])];
}

/** An API has several names. */
function sameApi(applications: Applications, one: string, other: string): boolean {
  const [first, second] = [one, other].map((name) => applications.findApi(name)?.clientId ?? name);
  return first === second || (isGraph(one) && isGraph(other));
}
