import { type Response, Router } from "express";
import { z } from "zod";
import { newPasswordSchema, passwordRule } from "../passwords.js";
import { type EmailVerification, emailVerificationRouter, passcodeFlow } from "./emailVerification.js";
import { finishInteraction } from "./finishInteraction.js";
import { knownEmailField, typed } from "./formFields.js";
import { cancelAction } from "./formPage.js";
import { type InteractionParameters, type InteractionParts, interactionPath } from "./interactionParts.js";
import { renderForm } from "./renderForm.js";

const detailsSchema = z.object({ password: newPasswordSchema });

const verification: EmailVerification = {
  path: "password-reset",
  title: "Get back into your account",
  introduction: "We send a code to your email address. Then you choose a new password.",
  refuse: (account) => (account ? undefined : "There is no account with this email address."),
  goOn: (response, uid, email) => askForNewPassword(response, uid, email),
};

/** Email, one-time passcode, new password; then the customer is signed in. */
export function passwordResetRouter(parts: InteractionParts): Router {
  const { provider, accounts, passcodes } = parts;
  const router = Router({ mergeParams: true });
  router.use(emailVerificationRouter(parts, verification));

  router.post<InteractionParameters>("/details", async (request, response) => {
    const { uid } = request.params;
    const email = typed(request.body, "email");
    const details = detailsSchema.safeParse(request.body);
    if (!passcodes.isConfirmed(passcodeFlow(verification, uid), email)) {
      response.redirect(303, interactionPath(uid, verification.path));
      return;
    }
    if (!details.success) {
      askForNewPassword(response, uid, email, details.error.issues[0]?.message);
      return;
    }
    const account = await accounts.setPassword(email, details.data.password);
    passcodes.forget(passcodeFlow(verification, uid));
    if (!account) {
      response.redirect(303, interactionPath(uid, verification.path));
      return;
    }
    const interaction = await provider.interactionDetails(request, response);
    await finishInteraction(parts, interaction, account.oid, request, response);
  });

  return router;
}

function askForNewPassword(response: Response, uid: string, email: string, error?: string): void {
  renderForm(response, {
    title: "Choose a new password",
    action: interactionPath(uid, "password-reset/details"),
    fields: [
      knownEmailField(email),
      {
        name: "password",
        label: "New password",
        type: "password",
        autocomplete: "new-password",
        hint: passwordRule,
        error,
      },
    ],
    submit: "Save and sign in",
    cancelAction: cancelAction(uid),
  });
}
