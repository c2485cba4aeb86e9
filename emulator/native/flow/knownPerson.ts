import type { CustomerAccount } from "../../directory/customerAccount.js";
import type { NativeParts } from "../nativeParts.js";
import { userNotFound } from "../request/nativeError.js";

/**
 * Returns the account of an email address.
 *
 * @throws NativeError if there is none.
 */
export function accountOf({ accounts }: Pick<NativeParts, "accounts">, email: string): CustomerAccount {
  const account = accounts.findByEmail(email);
  if (!account) {
    throw userNotFound();
  }
  return account;
}

/** Returns how a person signs in to an application. */
export function methodOf(
  { accounts, userFlows }: Pick<NativeParts, "accounts" | "userFlows">,
  clientId: string,
  { oid }: CustomerAccount,
): "password" | "oob" {
  const byPasscode = userFlows.of(clientId).signInWith === "passcode" || accounts.isWithoutPassword(oid);
  return byPasscode ? "oob" : "password";
}
