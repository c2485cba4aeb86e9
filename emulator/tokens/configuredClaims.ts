import type { Application, OptionalClaim } from "../applications/application.js";
import { attributeOf, type CustomerAccount } from "../directory/customerAccount.js";
import { loginHintOf } from "../directory/loginHint.js";

/** What optional claims say of the person; those of the sign-in come from elsewhere. */
export function personClaims(account: CustomerAccount, configured: readonly OptionalClaim[]) {
  const values = {
    email: account.email,
    login_hint: loginHintOf(account),
    given_name: account.givenName,
    family_name: account.surname,
    ctry: account.country,
  } satisfies Partial<Record<OptionalClaim, string | null>>;
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => value !== null && configured.some((claim) => claim === name),
    ),
  );
}

/** The person's attributes under the names that the application has mapped them to; those that have no value are left out. */
export function mappedClaims({ mappedClaims }: Application, account: CustomerAccount) {
  return Object.fromEntries(
    Object.entries(mappedClaims)
      .map(([claim, attribute]) => [claim, attributeOf(account, attribute)] as const)
      .filter(([, value]) => value !== undefined),
  );
}
