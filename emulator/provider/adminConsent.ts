import type { Grant, KoaContextWithOIDC } from "oidc-provider";
import type { Application } from "../applications/application.js";
import type { Applications } from "../applications/applications.js";
import type { Accounts } from "../directory/accounts.js";
import { refusedPerson } from "../directory/refusedPerson.js";
import { permissionsOf } from "../tokens/scopes.js";
import type { TokenOptions } from "../tokens/tokenOptions.js";
import { entraError } from "./entraError.js";
import type { OidcProviderModule } from "./loadOidcProvider.js";
import { leftOutOfIdTokens } from "./signInClaims.js";

interface ConsentParts {
  readonly applications: Applications;
  readonly accounts: Accounts;
  readonly tokens: TokenOptions;
}

/**
 * Grants an app what it asks for, as an administrator's consent does: what it may not have was refused before.
 *
 * @throws CustomOIDCProviderError if the person may not use the app.
 */
export async function adminConsent(
  { errors }: OidcProviderModule,
  { oidc }: KoaContextWithOIDC,
  { applications, accounts, tokens }: ConsentParts,
): Promise<Grant | undefined> {
  const { provider, session, client, account } = oidc;
  if (!client || !account) {
    return undefined;
  }
  const application = applications.find(client.clientId);
  const person = accounts.findByOid(account.accountId);
  // One whose account is disabled is asked to sign in, and told so there.
  const refused = application && person && !person.disabled && refusedPerson(application, person);
  if (refused) {
    throw entraError(errors, refused);
  }
  const grantId = session?.grantIdFor(client.clientId);
  const existing = grantId ? await provider.Grant.find(grantId) : undefined;
  const grant = existing ?? new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grantOpenid(grant, application, tokens);
  for (const resource of Object.keys(oidc.resourceServers ?? {})) {
    grant.addResourceScope(resource, permissionsOf(oidc.requestParamScopes, resource).join(" "));
  }
  await grant.save();
  return grant;
}

/** Grants the scopes of OpenID Connect, which need nobody's consent, with the claims that the application has configured. */
export function grantOpenid(grant: Grant, application: Application | undefined, tokens: TokenOptions): void {
  grant.addOIDCScope("openid profile email offline_access");
  const left = leftOutOfIdTokens(application, tokens);
  if (left.length > 0) {
    grant.rejectOIDCClaims(left);
  }
}
