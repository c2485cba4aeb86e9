import type { Request } from "express";
import { createLocalJWKSet, jwtVerify } from "jose";
import * as z from "zod";
import type { Accounts } from "../directory/accounts.js";
import type { CustomerAccount } from "../directory/customerAccount.js";
import type { SigningKeys } from "../provider/signingKeys.js";
import type { Tenant } from "../tenant.js";
import { graph } from "../tokens/scopes.js";

const claimsSchema = z.object({
  sub: z.string(),
  oid: z.string(),
  scp: z.string().optional(),
  roles: z.array(z.string()).default([]),
});

export interface GraphParts {
  readonly tenant: Tenant;
  readonly accounts: Accounts;
  readonly signingKeys: SigningKeys;
}

/** Who an access token of Graph's is for, and what it permits. */
export interface GraphCaller {
  readonly sub: string;
  /** Undefined if an application calls with no person. */
  readonly account: CustomerAccount | undefined;
  /** What the person lets the application do; none without a person. */
  readonly scopes: readonly string[];
  /** What the application may do by itself. */
  readonly roles: readonly string[];
}

/** Returns what reads a request's access token: undefined if it has none that is Graph's and good. */
export function graphCallers({ tenant, accounts, signingKeys }: GraphParts) {
  const keys = createLocalJWKSet(signingKeys.published);
  const expected = { issuer: tenant.issuer, audience: graph, algorithms: ["RS256"] };

  return async (request: Request): Promise<GraphCaller | undefined> => {
    const [, token = ""] = /^Bearer (.+)$/i.exec(request.get("Authorization") ?? "") ?? [];
    const verified = await jwtVerify(token, keys, expected).catch(() => undefined);
    const { data: claims } = claimsSchema.safeParse(verified?.payload);
    if (!claims) {
      return undefined;
    }
    const { sub, oid, scp, roles } = claims;
    if (scp === undefined) {
      return { sub, account: undefined, scopes: [], roles };
    }
    const account = accounts.findByOid(oid);
    return account && { sub, account, scopes: scp.split(" "), roles: [] };
  };
}
