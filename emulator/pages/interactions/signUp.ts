import { type Response, Router } from "express";
import * as z from "zod";
import { newPasswordSchema, passwordRule } from "../../directory/passwords.js";
import { knownEmailField, typed } from "../form/formFields.js";
import { cancelAction } from "../form/formPage.js";
import { renderForm } from "../form/renderForm.js";
import { detailsRouter } from "./detailsRouter.js";
import { type EmailVerification, emailVerificationRouter } from "./emailVerification.js";
import { type InteractionParts, interactionPath } from "./interactionParts.js";

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
  const router = Router({ mergeParams: true });
  router.use(emailVerificationRouter(parts, verification));
  router.use(
    detailsRouter(parts, verification, {
      schema: detailsSchema,
      askAgain: (response, uid, email, body, error) =>
        askForDetails(response, uid, email, typed(body, "displayName"), z.flattenError(error).fieldErrors),
      save: (email, { password, displayName }) => parts.accounts.create(email, password, displayName),
    }),
  );
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
