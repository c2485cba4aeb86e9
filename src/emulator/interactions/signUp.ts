import { type Response, Router } from "express";
import { z } from "zod";
import { newPasswordSchema, passwordRule } from "../passwords.js";
import { type EmailVerification, emailVerificationRouter, passcodeFlow } from "./emailVerification.js";
import { finishInteraction } from "./finishInteraction.js";
import { knownEmailField, typed } from "./formFields.js";
import { cancelAction } from "./formPage.js";
import { type InteractionParameters, type InteractionParts, interactionPath } from "./interactionParts.js";
import { renderForm } from "./renderForm.js";

const nameRule = "Enter the name that apps shall call you by, with at most 100 characters.";

const detailsSchema = z.object({
  password: newPasswordSchema,
  displayName: z.string(nameRule).trim().min(1, nameRule).max(100, nameRule),
});

interface DetailsErrors {
  readonly password?: string[] | undefined;
  readonly displayName?: string[] | undefined;
}

const verification: EmailVerification = {
  path: "sign-up",
  title: "Create account",
  introduction: "We send a code to your email address first.",
  refuse: (account) => (account ? "There is already an account with this email address." : undefined),
  goOn: (response, uid, email) => askForDetails(response, uid, email, ""),
};

/** Email, one-time passcode, password and display name; then the new customer is signed in. */
export function signUpRouter(parts: InteractionParts): Router {
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
      const { fieldErrors } = z.flattenError(details.error);
      askForDetails(response, uid, email, typed(request.body, "displayName"), fieldErrors);
      return;
    }
    const { password, displayName } = details.data;
    const account = await accounts.create(email, password, displayName);
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

function askForDetails(
  response: Response,
  uid: string,
  email: string,
  displayName: string,
  errors: DetailsErrors = {},
): void {
  renderForm(response, {
    title: "Add your details",
    action: interactionPath(uid, "sign-up/details"),
    fields: [
      knownEmailField(email),
      {
        name: "password",
        label: "Password",
        type: "password",
        autocomplete: "new-password",
        hint: passwordRule,
        error: errors.password?.[0],
      },
      {
        name: "displayName",
        label: "Display name",
        type: "text",
        autocomplete: "name",
        value: displayName,
        error: errors.displayName?.[0],
      },
    ],
    submit: "Create account",
    cancelAction: cancelAction(uid),
  });
}
