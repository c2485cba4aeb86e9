import type { Request, Response } from "express";
import type { Interaction } from "oidc-provider";
import { methods } from "../../provider/secondFactor.js";
import type { InteractionParts } from "./interactionParts.js";

/**
 * Signs the person in and lets the authorization request go on. Whoever is signed in in this browser, perhaps since a
 * moment ago in another tab, is signed out first: oidc-provider would do that too, but with one more page.
 */
export async function finishInteraction(
  { provider }: InteractionParts,
  interaction: Interaction,
  accountId: string,
  request: Request,
  response: Response,
): Promise<void> {
  const session = await provider.Session.get(provider.createContext(request, response));
  if (session.accountId && session.accountId !== accountId) {
    await session.destroy();
    delete interaction.session;
    await interaction.persist();
  }
  await provider.interactionFinished(request, response, {
    [interaction.prompt.name]: {},
    login: { accountId, remember: false, amr: [...methods.password] },
  });
}
