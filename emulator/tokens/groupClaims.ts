import type { Application } from "../applications/application.js";
import type { CustomerAccount } from "../directory/customerAccount.js";
import type { Groups } from "../directory/groups.js";
import type { Tenant } from "../tenant.js";

/** More groups than these stand in no token, but at an address (OpenID Connect Core 5.6.2). */
const mostGroups = 200;

/**
 * Returns the claims that tell an application of the person's groups, by their ids.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference#groups-overage-claim
 */
export function groupClaims(
  { clientId, groupMembershipClaims }: Application,
  account: CustomerAccount,
  groups: Groups,
  tenant: Tenant,
) {
  if (groupMembershipClaims === "None") {
    return {};
  }
  const told = account.groups.filter(
    (id) => groupMembershipClaims !== "ApplicationGroup" || clientId in (groups.get(id)?.assignments ?? {}),
  );
  if (told.length > mostGroups) {
    const endpoint = `${tenant.url}/v1.0/users/${account.oid}/getMemberObjects`;
    return { _claim_names: { groups: "src1" }, _claim_sources: { src1: { endpoint } } };
  }
  return told.length > 0 ? { groups: told } : {};
}
