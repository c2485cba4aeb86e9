import { type Response, Router } from "express";
import * as z from "zod";
import { readyMadeUsers } from "../../directory/readyMadeUsers.js";
import { emailField, emailSchema, knownEmailField, typed } from "../form/formFields.js";
import { cancelAction } from "../form/formPage.js";
import { renderForm } from "../form/renderForm.js";
import { finishInteraction } from "./finishInteraction.js";
import { type InteractionParameters, type InteractionParts, interactionPath } from "./interactionParts.js";

const credentialsSchema = z.object({ email: emailSchema, password: z.string().min(1).max(256) });

/** Email, Next, password, Sign in. */
export function signInRouter(parts: InteractionParts): Router {
  const { provider, accounts } = parts;
  const router = Router({ mergeParams: true });

  router.get<InteractionParameters>("/", async (request, response) => {
    const { params } = await provider.interactionDetails(request, response);
    const hint = typeof params.login_hint === "string" ? params.login_hint : "";
    askForEmail(response, request.params.uid, accounts.findByLoginHint(hint)?.email ?? hint);
  });

  router.post<InteractionParameters>("/", (request, response) => {
    const { uid } = request.params;
    const email = emailSchema.safeParse(typed(request.body, "email"));
    if (!email.success) {
      askForEmail(response, uid, typed(request.body, "email"), email.error.issues[0]?.message);
    } else if (!accounts.findByEmail(email.data)) {
      askForEmail(response, uid, email.data, "There is no account with this email address.");
    } else {
      askForPassword(response, uid, email.data);
    }
  });

  router.get<InteractionParameters>("/password", (request, response) => {
    response.redirect(303, interactionPath(request.params.uid, "sign-in"));
  });

  router.post<InteractionParameters>("/password", async (request, response) => {
    const credentials = credentialsSchema.safeParse(request.body);
    const account = credentials.success ? accounts.findByEmail(credentials.data.email) : undefined;
    if (
      !credentials.success ||
      !account ||
      !(await accounts.hasPassword(account.email, credentials.data.password))
    ) {
      const message = "The password is not right. Try again, or choose a new one.";
      askForPassword(response, request.params.uid, typed(request.body, "email"), message);
      return;
    }
    const interaction = await provider.interactionDetails(request, response);
    await finishInteraction(parts, interaction, account.oid, request, response);
  });

  return router;
}

function askForEmail(response: Response, uid: string, email: string, error?: string): void {
  renderForm(response, {
    title: "Sign in",
    action: interactionPath(uid, "sign-in"),
    fields: [emailField(email, error)],
    submit: "Next",
    links: [{ text: "No account? Create one", href: interactionPath(uid, "sign-up") }],
    users: readyMadeUsers,
    cancelAction: cancelAction(uid),
  });
}

function askForPassword(response: Response, uid: string, email: string, error?: string): void {
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
