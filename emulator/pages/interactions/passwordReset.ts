import { type Response, Router } from "express";
import * as z from "zod";
import { newPasswordSchema, passwordRule } from "../../directory/passwords.js";
import { knownEmailField } from "../form/formFields.js";
import { cancelAction } from "../form/formPage.js";
import { renderForm } from "../form/renderForm.js";
import { detailsRouter } from "./detailsRouter.js";
import { type EmailVerification, emailVerificationRouter } from "./emailVerification.js";
import { type InteractionParts, interactionPath } from "./interactionParts.js";

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
  const router = Router({ mergeParams: true });
  router.use(emailVerificationRouter(parts, verification));
  router.use(
    detailsRouter(parts, verification, {
      schema: () => detailsSchema,
      askAgain: (response, uid, { email }, _flow, error) =>
        askForNewPassword(response, uid, email, error.issues[0]?.message),
      save: (email, { password }) => parts.accounts.setPassword(email, password),
      provenBy: () => "password",
    }),
  );
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
