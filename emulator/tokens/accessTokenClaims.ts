import { randomBytes } from "node:crypto";
import type { Configuration, KoaContextWithOIDC } from "oidc-provider";
import type { Applications } from "../applications/applications.js";
import { grantedScopes } from "../applications/permissions.js";
import { appOnlyClaims } from "../appOnly/appOnlyClaims.js";
import type { Accounts } from "../directory/accounts.js";
import { sourceInSession } from "../responses/sourceInSession.js";
import { type ApiClaimParts, apiClaims } from "./apiClaims.js";
import { proofOf } from "./clientProof.js";
import { apiOf, isGraph, scopeName, scopesOf } from "./scopes.js";

type AccessTokenCustomizer = NonNullable<
  NonNullable<NonNullable<Configuration["formats"]>["customizers"]>["jwt"]
>;

interface AccessTokenParts extends ApiClaimParts {
  readonly accounts: Accounts;
}

/**
 * Writes the claims of an access token as Entra does (Microsoft identity platform, "Access token claims reference"): in
 * version 1.0 for Graph, in the version that its registration says for an API of the tenant's own, and else in version 2.0
 * with `acrs`. Roles, groups and optional claims are those of the API, not of the application that calls it.
 */
export function accessTokenWriter(parts: AccessTokenParts): AccessTokenCustomizer {
  const { tenant, applications, accounts } = parts;
  return (ctx, token, written) => {
    const { scope, client_id: clientId, jti, ...claims } = written.payload;
    written.header = { typ: "JWT" };
    if (token.kind === "ClientCredentials") {
      const common = { ...claims, nbf: claims.iat };
      written.payload = appOnlyClaims(applications, tenant, {
        clientId: String(clientId),
        audience: String(claims.aud),
        proof: proofOf(ctx),
        claims: common,
      });
      return;
    }
    const oid = "accountId" in token ? token.accountId : undefined;
    const account = accounts.findByOid(oid ?? "");
    const api = applications.findApi(String(claims.aud));
    const common = { ...claims, nbf: claims.iat, oid, tid: tenant.id };
    const scp = permissionNames(applications, clientId, scope);
    const configured = apiClaims(parts, api, account, sourceOf(ctx));
    const uti = randomBytes(16).toString("base64url");
    if (isGraph(claims.aud)) {
      written.payload = { ...common, appid: clientId, jti, ver: "1.0", scp };
    } else if (api?.api.requestedAccessTokenVersion === 1) {
      const name = account ? { unique_name: account.email } : {};
      // The issuer is that of workforce tenants: the one of external tenants is not known.
      const iss = `https://sts.windows.net/${tenant.id}/`;
      const proof = { appid: clientId, appidacr: proofOf(ctx) };
      written.payload = { ...configured, ...common, iss, acr: "1", ...proof, ...name, uti, ver: "1.0", scp };
    } else {
      written.payload = {
        ...configured,
        ...common,
        azp: clientId,
        azpacr: proofOf(ctx),
        uti,
        ver: "2.0",
        scp,
      };
    }
  };
}

/** The code or refresh token that is redeemed; the session if the authorization endpoint issues the token. */
function sourceOf(ctx: KoaContextWithOIDC) {
  const { AuthorizationCode: code, DeviceCode: device, RefreshToken: refresh } = ctx.oidc.entities;
  return device ?? refresh ?? (ctx.oidc.route === "token" ? code : sourceInSession(ctx));
}

/** The names of the scopes without that of their API; `.default` stands for all that the application may use. */
function permissionNames(applications: Applications, clientId: unknown, scope: unknown): string {
  const application = applications.find(String(clientId));
  const names = scopesOf(scope).flatMap((permission) => {
    const name = scopeName(permission);
    const granted =
      name === ".default" && application ? grantedScopes(applications, application, apiOf(permission)) : [];
    return granted.length > 0 ? granted : [name];
  });
  return [...new Set(names)].join(" ");
}
