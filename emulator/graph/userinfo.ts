import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import { createLocalJWKSet, jwtVerify } from "jose";
import * as z from "zod";
import type { Accounts } from "../directory/accounts.js";
import type { SigningKeys } from "../provider/signingKeys.js";
import type { Tenant } from "../tenant.js";
import { graph } from "./apiPermissions.js";

const claimsSchema = z.object({ sub: z.string(), oid: z.string(), scp: z.string() });

interface UserinfoParts {
  readonly tenant: Tenant;
  readonly accounts: Accounts;
  readonly signingKeys: SigningKeys;
}

/**
 * Tells who an access token of Graph's is for (OpenID Connect Core 5.3): at Entra this endpoint is Graph's, with its
 * claims and the shape of its errors.
 */
export function userinfo({ tenant, accounts, signingKeys }: UserinfoParts): RequestHandler {
  const keys = createLocalJWKSet(signingKeys.published);

  async function personOf(authorization = "") {
    const [, token = ""] = /^Bearer (.+)$/i.exec(authorization) ?? [];
    const { payload } = await jwtVerify(token, keys, {
      issuer: tenant.issuer,
      audience: graph,
      algorithms: ["RS256"],
    });
    const { sub, oid, scp } = claimsSchema.parse(payload);
    return { sub, account: accounts.findByOid(oid), scopes: scp.split(" ") };
  }

  return async (request, response) => {
    response.set("Cache-Control", "no-store");
    const { sub, account, scopes } = await personOf(request.get("Authorization")).catch(() => nobody);
    if (!account || !scopes.includes("openid")) {
      response.status(401).set("WWW-Authenticate", 'Bearer realm="", error="invalid_token"').json(refusal());
      return;
    }
    response.json({
      sub,
      ...(scopes.includes("profile")
        ? { name: account.displayName, picture: `${graph}/v1.0/me/photo/$value` }
        : {}),
      ...(scopes.includes("email") ? { email: account.email } : {}),
    });
  };
}

const nobody = { sub: undefined, account: undefined, scopes: [] };

/** Microsoft Graph, "Error responses". */
function refusal() {
  const id = randomUUID();
  const date = new Date().toISOString().slice(0, 19);
  return {
    error: {
      code: "InvalidAuthenticationToken",
      message: "The access token is missing, has expired, or is not for Microsoft Graph.",
      innerError: { date, "request-id": id, "client-request-id": id },
    },
  };
}
