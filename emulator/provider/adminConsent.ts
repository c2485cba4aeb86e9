import type { Grant, KoaContextWithOIDC } from "oidc-provider";
import { permissionsOf } from "../tokens/apiPermissions.js";
import type { TokenOptions } from "../tokens/tokenOptions.js";

/** Grants every app what it asks for, as an administrator's consent does. */
export async function adminConsent(
  { oidc }: KoaContextWithOIDC,
  { withoutAuthTime }: TokenOptions,
): Promise<Grant | undefined> {
  const { provider, session, client, account } = oidc;
  if (!client || !account) {
    return undefined;
  }
  const grantId = session?.grantIdFor(client.clientId);
  const existing = grantId ? await provider.Grant.find(grantId) : undefined;
  const grant = existing ?? new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope("openid profile email offline_access");
  if (withoutAuthTime) {
    grant.rejectOIDCClaims(["auth_time"]);
  }
  for (const resource of Object.keys(oidc.resourceServers ?? {})) {
    grant.addResourceScope(resource, permissionsOf(oidc.requestParamScopes, resource).join(" "));
  }
  await grant.save();
  return grant;
}
