import type { Account, KoaContextWithOIDC } from "oidc-provider";
import type { Applications } from "../applications/applications.js";
import type { Accounts } from "../directory/accounts.js";
import type { Groups } from "../directory/groups.js";
import { sourceInSession } from "../responses/sourceInSession.js";
import type { Tenant } from "../tenant.js";
import { idTokenClaims, tokenSource } from "../tokens/idTokenClaims.js";
import { scopesOf } from "../tokens/scopes.js";
import type { TokenOptions } from "../tokens/tokenOptions.js";

interface AccountParts {
  readonly tenant: Tenant;
  readonly applications: Applications;
  readonly accounts: Accounts;
  readonly groups: Groups;
  readonly tokens: TokenOptions;
}

/** Returns the person of an object id as oidc-provider takes it, with the claims of ID tokens; undefined if there is none. */
export function findAccount(
  ctx: KoaContextWithOIDC,
  oid: string,
  source: object | undefined,
  { tenant, applications, accounts, groups, tokens }: AccountParts,
): Account | undefined {
  const account = accounts.findByOid(oid);
  return (
    account && {
      accountId: oid,
      claims: (_use, scope) =>
        idTokenClaims(account, {
          tenant,
          groups,
          application: applications.find(ctx.oidc?.client?.clientId),
          // Before the first token there is the session alone.
          source: tokenSource.parse(source ?? sourceInSession(ctx)),
          withEmail: scopesOf(scope).includes("email"),
          tokens,
        }),
    }
  );
}
