import { type Request, type Response, Router } from "express";
import type { CustomerAccount } from "../../directory/customerAccount.js";
import { secondFactorPrompt } from "../../provider/interactionPolicy.js";
import { methods } from "../../provider/secondFactor.js";
import { knownEmailField, typed } from "../form/formFields.js";
import { cancelAction } from "../form/formPage.js";
import { renderForm } from "../form/renderForm.js";
import { type InteractionParameters, type InteractionParts, interactionPath } from "./interactionParts.js";
import { passcodeFlow, passcodePage, wrongPasscode } from "./passcodePage.js";

const path = "second-factor";

/** Verify your identity, Send code, one-time passcode, Next: for who is signed in. */
export function secondFactorRouter({ provider, accounts, passcodes }: InteractionParts): Router {
  const router = Router({ mergeParams: true });

  /** For the one signed in alone, and on the pages of this prompt alone: elsewhere it would stand for the password. */
  async function askedPerson(
    request: Request<InteractionParameters>,
    response: Response,
  ): Promise<CustomerAccount | undefined> {
    const { prompt, session } = await provider.interactionDetails(request, response);
    const account = accounts.findByOid(session?.accountId ?? "");
    if (prompt.name === secondFactorPrompt && account) {
      return account;
    }
    response.redirect(303, interactionPath(request.params.uid, "sign-in"));
    return undefined;
  }

  router.get<InteractionParameters>("/", async (request, response) => {
    const { uid } = request.params;
    const account = await askedPerson(request, response);
    if (account) {
      renderForm(response, {
        title: "Verify your identity",
        introduction: "The app asks for more than your password. We send a code to your email address.",
        action: interactionPath(uid, path),
        fields: [knownEmailField(account.email)],
        submit: "Send code",
        cancelAction: cancelAction(uid),
      });
    }
  });

  router.post<InteractionParameters>("/", async (request, response) => {
    const account = await askedPerson(request, response);
    if (account) {
      passcodes.send(passcodeFlow({ path }, request.params.uid), account.email);
      askForPasscode(response, request.params.uid, account.email);
    }
  });

  router.get<InteractionParameters>("/passcode", (request, response) => {
    response.redirect(303, interactionPath(request.params.uid, path));
  });

  router.post<InteractionParameters>("/passcode", async (request, response) => {
    const { uid } = request.params;
    const account = await askedPerson(request, response);
    if (!account) {
      return;
    }
    const { result, returnTo } = await provider.interactionDetails(request, response);
    if (result?.[secondFactorPrompt]) {
      // The second click of two: the first has done it all.
      response.redirect(303, returnTo);
      return;
    }
    const flow = passcodeFlow({ path }, uid);
    if (!passcodes.confirm(flow, account.email, typed(request.body, "passcode").trim())) {
      askForPasscode(response, uid, account.email, wrongPasscode);
      return;
    }
    passcodes.forget(flow);
    const { loginTs, acr, amr = [] } = await provider.Session.get(provider.createContext(request, response));
    await provider.interactionFinished(request, response, {
      [secondFactorPrompt]: {},
      login: {
        accountId: account.oid,
        remember: false,
        // The password was proved when it was: `auth_time` stays.
        ...(loginTs === undefined ? {} : { ts: loginTs }),
        ...(acr === undefined ? {} : { acr }),
        amr: [...new Set([...amr, ...methods.emailCode])],
      },
    });
  });

  function askForPasscode(response: Response, uid: string, email: string, error?: string): void {
    const passcode = passcodes.sent(passcodeFlow({ path }, uid), email);
    renderForm(response, passcodePage({ path, uid, email, passcode, error }));
  }

  return router;
}
