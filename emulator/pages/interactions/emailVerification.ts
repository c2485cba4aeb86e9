import { type Response, Router } from "express";
import type { CustomerAccount } from "../../directory/customerAccount.js";
import type { UserFlow } from "../../directory/userFlows.js";
import { emailField, emailSchema, typed } from "../form/formFields.js";
import { cancelAction } from "../form/formPage.js";
import { renderForm } from "../form/renderForm.js";
import {
  type InteractionParameters,
  type InteractionParts,
  interactionPath,
  userFlowOf,
} from "./interactionParts.js";
import { passcodeFlow, passcodePage, wrongPasscode } from "./passcodePage.js";

/** What differs between the flows that prove an email address before they go on. */
export interface EmailVerification {
  readonly path: "sign-up" | "password-reset";
  readonly title: string;
  readonly introduction: string;
  /** The message where this address cannot go on, given the account it has, if any. */
  refuse(account: CustomerAccount | undefined): string | undefined;
  /** The next page, once the address is proven. */
  goOn(response: Response, uid: string, email: string, flow: UserFlow): void;
}

/** Email, Next, one-time passcode, Next. */
export function emailVerificationRouter(parts: InteractionParts, verification: EmailVerification): Router {
  const { accounts, passcodes } = parts;
  const router = Router({ mergeParams: true });

  router.get<InteractionParameters>("/", (request, response) => {
    askForEmail(response, request.params.uid, "");
  });

  router.post<InteractionParameters>("/", (request, response) => {
    const { uid } = request.params;
    const email = emailSchema.safeParse(typed(request.body, "email"));
    if (!email.success) {
      askForEmail(response, uid, typed(request.body, "email"), email.error.issues[0]?.message);
      return;
    }
    const refusal = verification.refuse(accounts.findByEmail(email.data));
    if (refusal !== undefined) {
      askForEmail(response, uid, email.data, refusal);
      return;
    }
    passcodes.send(passcodeFlow(verification, uid), email.data);
    askForPasscode(response, uid, email.data);
  });

  router.post<InteractionParameters>("/passcode", async (request, response) => {
    const { uid } = request.params;
    const email = typed(request.body, "email");
    if (!passcodes.confirm(passcodeFlow(verification, uid), email, typed(request.body, "passcode").trim())) {
      askForPasscode(response, uid, email, wrongPasscode);
      return;
    }
    verification.goOn(response, uid, email, await userFlowOf(parts, request, response));
  });

  router.get<InteractionParameters>(["/passcode", "/details"], (request, response) => {
    response.redirect(303, interactionPath(request.params.uid, verification.path));
  });

  function askForEmail(response: Response, uid: string, email: string, error?: string): void {
    renderForm(response, {
      title: verification.title,
      introduction: verification.introduction,
      action: interactionPath(uid, verification.path),
      fields: [emailField(email, error)],
      submit: "Next",
      links: [{ text: "Sign in with a password", href: interactionPath(uid, "sign-in") }],
      cancelAction: cancelAction(uid),
    });
  }

  function askForPasscode(response: Response, uid: string, email: string, error?: string): void {
    const passcode = passcodes.sent(passcodeFlow(verification, uid), email);
    renderForm(response, passcodePage({ path: verification.path, uid, email, passcode, error }));
  }

  return router;
}
