import { randomBytes } from "node:crypto";
import type { Configuration, KoaContextWithOIDC } from "oidc-provider";
import type { Accounts } from "../directory/accounts.js";
import { contextsOf } from "../provider/secondFactor.js";
import { tenantId } from "../tenant.js";
import { isGraph } from "./apiPermissions.js";
import type { TokenOptions } from "./tokenOptions.js";

type AccessTokenCustomizer = NonNullable<
  NonNullable<NonNullable<Configuration["formats"]>["customizers"]>["jwt"]
>;

/**
 * Writes the claims of an access token as Entra does (Microsoft identity platform, "Access token claims reference"): in
 * version 2.0 for the tenant's own APIs, which should ask for it, and in version 1.0 for Graph. A person's roles are those
 * of every API of the tenant, and `acrs` is configured as an optional claim of each.
 */
export function accessTokenWriter(accounts: Accounts, tokens: TokenOptions): AccessTokenCustomizer {
  return (ctx, token, parts) => {
    const { scope, client_id: clientId, jti, ...claims } = parts.payload;
    const oid = "accountId" in token ? token.accountId : undefined;
    const roles = accounts.findByOid(oid ?? "")?.roles ?? [];
    const acrs = tokens.withoutAcrs ? [] : contextsOf(sourceOf(ctx)?.acr);
    parts.header = { typ: "JWT" };
    parts.payload = {
      ...claims,
      nbf: claims.iat,
      ...(isGraph(claims.aud)
        ? { appid: clientId, jti, ver: "1.0" }
        : {
            azp: clientId,
            azpacr: proofOf(ctx),
            uti: randomBytes(16).toString("base64url"),
            ver: "2.0",
            ...(roles.length > 0 ? { roles } : {}),
            ...(acrs.length > 0 ? { acrs } : {}),
          }),
      oid,
      tid: tenantId,
      scp: String(scope ?? "")
        .split(" ")
        .map((permission) => permission.slice(permission.lastIndexOf("/") + 1))
        .join(" "),
    };
  };
}

/** The code or refresh token that is redeemed. */
function sourceOf({ oidc: { entities } }: KoaContextWithOIDC) {
  return entities.AuthorizationCode ?? entities.DeviceCode ?? entities.RefreshToken;
}

/** How the app proved itself: not at all, by its secret, or by an assertion. */
function proofOf({ oidc }: KoaContextWithOIDC): "0" | "1" | "2" {
  if (oidc.body?.client_assertion !== undefined) {
    return "2";
  }
  return oidc.client?.clientAuthMethod === "none" ? "0" : "1";
}
