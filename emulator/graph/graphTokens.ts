import type { Request } from "express";
import { createLocalJWKSet, jwtVerify } from "jose";
import * as z from "zod";
import type { Accounts } from "../directory/accounts.js";
import type { CustomerAccount } from "../directory/customerAccount.js";
import type { SigningKeys } from "../provider/signingKeys.js";
import type { Tenant } from "../tenant.js";
import { graph } from "../tokens/scopes.js";

const claimsSchema = z.object({ sub: z.string(), oid: z.string(), scp: z.string() });

export interface GraphParts {
  readonly tenant: Tenant;
  readonly accounts: Accounts;
  readonly signingKeys: SigningKeys;
}

/** Who an access token of Graph's is for, and what it permits. */
export interface GraphCaller {
  readonly sub: string;
  readonly account: CustomerAccount;
  readonly scopes: readonly string[];
}

/** Returns what reads a request's access token: undefined if it has none that is Graph's and good. */
export function graphCallers({ tenant, accounts, signingKeys }: GraphParts) {
  const keys = createLocalJWKSet(signingKeys.published);
  const expected = { issuer: tenant.issuer, audience: graph, algorithms: ["RS256"] };

  return async (request: Request): Promise<GraphCaller | undefined> => {
    const [, token = ""] = /^Bearer (.+)$/i.exec(request.get("Authorization") ?? "") ?? [];
    const verified = await jwtVerify(token, keys, expected).catch(() => undefined);
    const { data: claims } = claimsSchema.safeParse(verified?.payload);
    const account = claims && accounts.findByOid(claims.oid);
    return account && { sub: claims.sub, account, scopes: claims.scp.split(" ") };
  };
}
