import { Router } from "express";
import { cancelAction } from "../form/formPage.js";
import { type InteractionParameters, type InteractionParts, interactionPath } from "./interactionParts.js";

/** `prompt=select_account`: go on as the one who is signed in, or as somebody else. */
export function selectAccountRouter({ provider, accounts }: InteractionParts): Router {
  const router = Router({ mergeParams: true });

  router.get<InteractionParameters>("/", async (request, response) => {
    const { session } = await provider.interactionDetails(request, response);
    const account = accounts.findByOid(session?.accountId ?? "");
    const signIn = interactionPath(request.params.uid, "sign-in");
    if (!account) {
      response.redirect(303, signIn);
      return;
    }
    response.render("chooseAccount", {
      title: "Pick an account",
      action: interactionPath(request.params.uid, "select-account"),
      accounts: [account],
      links: [{ text: "Use another account", href: signIn }],
      cancelAction: cancelAction(request.params.uid),
    });
  });

  router.post("/", (request, response) =>
    provider.interactionFinished(request, response, { select_account: {} }),
  );

  return router;
}
