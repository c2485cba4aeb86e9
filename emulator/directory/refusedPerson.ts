import type { AadstsError } from "../answers/aadsts.js";
import type { Application } from "../applications/application.js";
import { type CustomerAccount, isAssignedTo } from "./customerAccount.js";

/** Why a disabled account signs in nowhere. */
const disabledAccount: AadstsError = {
  number: 50057,
  error: "invalid_grant",
  message: "The user account is disabled.",
};

/** Returns why this person may not use the application; undefined if nothing is against it. */
export function refusedPerson(
  { clientId, displayName, assignmentRequired }: Application,
  account: CustomerAccount,
): AadstsError | undefined {
  if (account.disabled) {
    return disabledAccount;
  }
  return assignmentRequired && !isAssignedTo(clientId, account)
    ? {
        number: 50105,
        error: "access_denied",
        message: `The application '${displayName}' lets in people alone who are assigned to it, and this person is not.`,
      }
    : undefined;
}
