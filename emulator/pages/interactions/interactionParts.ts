import type { Request, Response } from "express";
import type { Provider } from "oidc-provider";
import type { Accounts } from "../../directory/accounts.js";
import type { Passcodes } from "../../directory/passcodes.js";
import type { ShownUser } from "../../directory/shownUsers.js";
import type { UserFlow, UserFlows } from "../../directory/userFlows.js";

/** What the pages between an authorization request and its response work with. */
export interface InteractionParts {
  readonly provider: Provider;
  readonly accounts: Accounts;
  readonly passcodes: Passcodes;
  readonly userFlows: UserFlows;
  readonly shownUsers: readonly ShownUser[];
}

/** Returns the user flow of the application that the interaction is for. */
export async function userFlowOf(
  { provider, userFlows }: InteractionParts,
  request: Request,
  response: Response,
): Promise<UserFlow> {
  const { params } = await provider.interactionDetails(request, response);
  return userFlows.of(params.client_id);
}

/** The route parameters of every page in an interaction. */
export type InteractionParameters = { uid: string };

/** The address of a page within the interaction that `uid` names. */
export function interactionPath(uid: string, page: string): string {
  return `/interaction/${uid}/${page}`;
}
