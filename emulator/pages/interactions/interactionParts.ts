import type { Provider } from "oidc-provider";
import type { Accounts } from "../../directory/accounts.js";
import type { Passcodes } from "../../directory/passcodes.js";

/** What the pages between an authorization request and its response work with. */
export interface InteractionParts {
  readonly provider: Provider;
  readonly accounts: Accounts;
  readonly passcodes: Passcodes;
}

/** The route parameters of every page in an interaction. */
export type InteractionParameters = { uid: string };

/** The address of a page within the interaction that `uid` names. */
export function interactionPath(uid: string, page: string): string {
  return `/interaction/${uid}/${page}`;
}
