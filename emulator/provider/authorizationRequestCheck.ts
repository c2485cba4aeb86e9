import type { KoaContextWithOIDC } from "oidc-provider";
import type { Applications } from "../applications/applications.js";
import { refusedScope } from "../applications/permissions.js";
import { refusedResponse } from "../responses/refusedResponse.js";
import { authorizationErrorOf } from "../steering/faults/faultAnswers.js";
import type { Faults } from "../steering/faults/faults.js";
import { scopesOf } from "../tokens/scopes.js";
import { entraError } from "./entraError.js";
import type { OidcProviderModule } from "./loadOidcProvider.js";

/**
 * Returns what refuses requests for authorization that are to fail, or whose scopes or type of response the app may not have, and keeps
 * `offline_access` in others.
 */
export function authorizationRequestCheck(
  { errors }: OidcProviderModule,
  applications: Applications,
  faults: Faults,
) {
  return (ctx: KoaContextWithOIDC): void => {
    const fault = faults.take("aadsts", { at: ["authorize"], clientId: ctx.oidc.client?.clientId });
    if (fault) {
      throw entraError(errors, authorizationErrorOf(fault));
    }
    const application = applications.find(ctx.oidc.client?.clientId);
    const refusedType = application && refusedResponse(application, ctx);
    if (refusedType) {
      throw entraError(errors, refusedType);
    }
    for (const scope of scopesOf(ctx.oidc.params?.scope)) {
      const refused = application && refusedScope(applications, application, scope);
      if (refused) {
        throw entraError(errors, refused);
      }
    }
    keepOfflineAccess(ctx);
  };
}

/** oidc-provider drops this scope but for `prompt=consent` (OpenID Connect Core 11), and Entra takes it always. */
function keepOfflineAccess(ctx: KoaContextWithOIDC): void {
  const { params } = ctx.oidc;
  const scopes = scopesOf(params?.scope);
  if (params && scopesOf(ctx.query.scope).includes("offline_access") && !scopes.includes("offline_access")) {
    params.scope = [...scopes, "offline_access"].join(" ");
  }
}
