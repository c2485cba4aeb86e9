import type { Request, Response } from "express";
import type { Interaction } from "oidc-provider";
import type { CustomerAccount } from "../../directory/customerAccount.js";
import { methods } from "../../provider/secondFactor.js";
import { disabledAccountPage } from "../errorPages.js";
import type { InteractionParts } from "./interactionParts.js";

/**
 * Signs the person in and lets the authorization request go on, but for a disabled account. Whoever is signed in in this
 * browser, perhaps since a moment ago in another tab, is signed out first: oidc-provider would do that too, but with one
 * more page.
 */
export async function finishInteraction(
  { provider }: InteractionParts,
  interaction: Interaction,
  { account, provenBy }: { account: CustomerAccount; provenBy: "password" | "passcode" },
  request: Request,
  response: Response,
): Promise<void> {
  if (account.disabled) {
    response.status(403).render("message", disabledAccountPage);
    return;
  }
  const { oid: accountId } = account;
  const session = await provider.Session.get(provider.createContext(request, response));
  if (session.accountId && session.accountId !== accountId) {
    await session.destroy();
    delete interaction.session;
    await interaction.persist();
  }
  await provider.interactionFinished(request, response, {
    [interaction.prompt.name]: {},
    login: { accountId, remember: false, amr: [...methods[provenBy]] },
  });
}
