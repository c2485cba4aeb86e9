import type { Application } from "../applications/application.js";
import type { Applications } from "../applications/applications.js";
import { type CustomerAccount, rolesIn } from "../directory/customerAccount.js";
import type { Groups } from "../directory/groups.js";
import { contextsOf } from "../provider/secondFactor.js";
import type { Tenant } from "../tenant.js";
import { mappedClaims, personClaims } from "./configuredClaims.js";
import { groupClaims } from "./groupClaims.js";
import { sessionId } from "./idTokenClaims.js";
import type { TokenOptions } from "./tokenOptions.js";

export interface ApiClaimParts {
  readonly tenant: Tenant;
  readonly applications: Applications;
  readonly groups: Groups;
  readonly tokens: TokenOptions;
}

/** What a code or a refresh token knows of the sign-in. */
interface Source {
  readonly acr?: string | undefined;
  readonly amr?: string[] | undefined;
  readonly authTime?: number | undefined;
  readonly sessionUid?: string | undefined;
}

/**
 * Returns the claims of an access token that are as its API is configured: the person's roles there, groups, optional and
 * mapped claims. An API that is not registered has roles and `acrs`.
 */
export function apiClaims(
  { tenant, groups, tokens }: ApiClaimParts,
  api: Application | undefined,
  account: CustomerAccount | undefined,
  source: Source = {},
): Record<string, unknown> {
  if (!account) {
    return {};
  }
  const configured = api?.optionalClaims.accessToken ?? ["acrs"];
  const roles = rolesIn(api?.clientId ?? "", account);
  const contexts = tokens.withoutAcrs ? [] : contextsOf(source.acr);
  const ofSignIn = {
    acrs: contexts.length > 0 ? contexts : undefined,
    amr: source.amr,
    auth_time: source.authTime,
    sid: source.sessionUid === undefined ? undefined : sessionId(source.sessionUid),
  };
  const optional = Object.entries(ofSignIn).filter(
    ([name, value]) => value !== undefined && configured.some((claim) => claim === name),
  );
  return {
    ...(api ? { ...mappedClaims(api, account), ...groupClaims(api, account, groups, tenant) } : {}),
    ...personClaims(account, configured),
    ...Object.fromEntries(optional),
    ...(roles.length > 0 ? { roles: [...roles] } : {}),
  };
}
