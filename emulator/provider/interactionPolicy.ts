import type { interactionPolicy, KoaContextWithOIDC } from "oidc-provider";
import type { Applications } from "../applications/applications.js";
import type { Accounts } from "../directory/accounts.js";
import { loginHintOf } from "../directory/loginHint.js";
import type { ContextPolicies } from "./contextPolicies.js";
import type { OidcProviderModule } from "./loadOidcProvider.js";
import { needsSecondFactor } from "./secondFactor.js";

/** The prompt for the page that asks for a second factor. */
export const secondFactorPrompt = "second_factor";

/**
 * When a page must come between the authorization request and its response (OpenID Connect Core 3.1.2.1, `prompt`).
 * The order matters: who asks to create an account or to choose one is not asked for a password first.
 */
export function createInteractionPolicy(
  { interactionPolicy: { base, Check, Prompt } }: OidcProviderModule,
  applications: Applications,
  accounts: Accounts,
  contexts: ContextPolicies,
): interactionPolicy.DefaultPolicy {
  const policy = base();
  policy.add(new Prompt({ name: "create", requestable: true }), 0);
  policy.add(new Prompt({ name: "select_account", requestable: true }), 1);

  const login = policy.get("login")?.checks;
  login?.add(
    new Check("account", "the account of the session has gone", "login_required", (ctx) =>
      hasLostItsAccount(ctx, accounts),
    ),
  );
  login?.add(
    new Check("login_hint", "somebody else is signed in", "login_required", (ctx) =>
      namesSomebodyElse(ctx, accounts),
    ),
  );

  // In an external tenant an administrator consents for everybody: prompt=consent is taken and asks nothing.
  policy.remove("consent");
  const consent = new Prompt({ name: "consent", requestable: true });
  consent.checks.clear();
  policy.add(consent);

  const secondFactor = new Check(
    "acrs",
    "the application or an authentication context wants a second factor",
    (ctx) => needsSecondFactor(ctx, applications, contexts),
  );
  policy.add(new Prompt({ name: secondFactorPrompt }, secondFactor));
  return policy;
}

/** Accounts make room for others, and are disabled. */
function hasLostItsAccount({ oidc }: KoaContextWithOIDC, accounts: Accounts): boolean {
  const { accountId } = oidc.session ?? {};
  if (accountId === undefined || oidc.result?.login) {
    return false;
  }
  return accounts.findByOid(accountId)?.disabled ?? true;
}

function namesSomebodyElse({ oidc }: KoaContextWithOIDC, accounts: Accounts): boolean {
  const { login_hint: hint } = oidc.params ?? {};
  const account = accounts.findByOid(oidc.session?.accountId ?? "");
  if (typeof hint !== "string" || !account || oidc.result?.login || oidc.result?.select_account) {
    return false;
  }
  return hint.toLowerCase() !== account.email && hint !== loginHintOf(account);
}
