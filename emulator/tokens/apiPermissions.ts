import type { Configuration } from "oidc-provider";
import { isGuid } from "../answers/aadsts.js";
import type { Applications } from "../applications/applications.js";
import type { OidcProviderModule } from "../provider/loadOidcProvider.js";
import { apisOf } from "./scopes.js";

type ResourceIndicators = NonNullable<NonNullable<Configuration["features"]>["resourceIndicators"]>;

/** Access tokens for the API that the scopes of a request name, whether it is registered or not. */
export function apiResources({ errors }: OidcProviderModule, applications: Applications): ResourceIndicators {
  return {
    enabled: true,
    // A token is for one API: the first where an authorization was for several.
    defaultResource: ({ oidc }, _client, granted) => granted?.[0] ?? apisOf(oidc.requestParamScopes),
    getResourceServerInfo({ oidc }, resource) {
      const scope = oidc.grant?.getResourceScope(resource) ?? "";
      // No scope names it, so it comes from the parameter `resource`, which Entra's version 2.0 does not know.
      if (scope === "" && !apisOf(oidc.requestParamScopes).includes(resource)) {
        throw new errors.InvalidTarget();
      }
      return { scope, audience: audienceOf(resource, applications), accessTokenFormat: "jwt" };
    },
  };
}

/** `aud` of an access token: in version 2.0 the API's client id, in version 1.0 the name that the request has for it. */
function audienceOf(name: string, applications: Applications): string {
  const application = applications.findApi(name);
  if (application) {
    return application.api.requestedAccessTokenVersion === 2 ? application.clientId : name;
  }
  const id = name.replace(/^api:\/\//, "");
  return isGuid(id) ? id : name;
}
