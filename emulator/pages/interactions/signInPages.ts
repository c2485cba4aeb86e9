import type { Response } from "express";
import type { ShownUser } from "../../directory/shownUsers.js";
import { emailField, knownEmailField } from "../form/formFields.js";
import { cancelAction } from "../form/formPage.js";
import { renderForm } from "../form/renderForm.js";
import { interactionPath } from "./interactionParts.js";

interface EmailPage {
  readonly email: string;
  readonly error: string | undefined;
  readonly signUp: boolean;
  readonly users: readonly ShownUser[];
}

export function askForEmail(
  response: Response,
  uid: string,
  { email, error, signUp, users }: EmailPage,
): void {
  renderForm(response, {
    title: "Sign in",
    action: interactionPath(uid, "sign-in"),
    fields: [emailField(email, error)],
    submit: "Next",
    links: signUp ? [{ text: "No account? Create one", href: interactionPath(uid, "sign-up") }] : [],
    users,
    cancelAction: cancelAction(uid),
  });
}

export function askForPassword(response: Response, uid: string, email: string, error?: string): void {
  renderForm(response, {
    title: "Enter your password",
    action: interactionPath(uid, "sign-in/password"),
    fields: [
      knownEmailField(email),
      {
        name: "password",
        label: "Password",
        type: "password",
        autocomplete: "current-password",
        error,
      },
    ],
    submit: "Sign in",
    links: [
      { text: "Forgot password?", href: interactionPath(uid, "password-reset") },
      { text: "Use another account", href: interactionPath(uid, "sign-in") },
    ],
    cancelAction: cancelAction(uid),
  });
}
