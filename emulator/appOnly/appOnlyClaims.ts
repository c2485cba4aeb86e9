import { randomBytes } from "node:crypto";
import type { Applications } from "../applications/applications.js";
import type { Tenant } from "../tenant.js";
import type { Proof } from "../tokens/clientProof.js";
import { isGraph } from "../tokens/scopes.js";
import { appRolesIn, servicePrincipalId } from "./servicePrincipal.js";

interface AppOnlyToken {
  readonly clientId: string;
  readonly audience: string;
  readonly proof: Proof;
  /** What the protocol itself writes: issuer, audience and times. */
  readonly claims: object;
}

/**
 * Returns the claims of an access token that an application has with no person: it says who the application is where
 * others say who the person is, roles in place of scopes, and `idtyp` if the API's registration asks for it.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export function appOnlyClaims(
  applications: Applications,
  tenant: Tenant,
  { clientId, audience, proof, claims }: AppOnlyToken,
): Record<string, unknown> {
  const application = applications.find(clientId);
  const api = applications.findApi(audience);
  const roles = application ? appRolesIn(applications, application, audience) : [];
  const oid = servicePrincipalId(clientId);
  const saysType = isGraph(audience) || api?.optionalClaims.accessToken.includes("idtyp");
  const always = {
    ...claims,
    sub: oid,
    oid,
    tid: tenant.id,
    uti: randomBytes(16).toString("base64url"),
    ...(roles.length > 0 ? { roles } : {}),
    ...(saysType ? { idtyp: "app" } : {}),
  };
  if (isGraph(audience)) {
    return { ...always, appid: clientId, appidacr: proof, ver: "1.0" };
  }
  if (api?.api.requestedAccessTokenVersion === 1) {
    const iss = `https://sts.windows.net/${tenant.id}/`;
    return { ...always, iss, idp: iss, appid: clientId, appidacr: proof, ver: "1.0" };
  }
  return { ...always, azp: clientId, azpacr: proof, ver: "2.0" };
}
