import { type Request, type Response, Router } from "express";
import * as z from "zod";
import type { CustomerAccount } from "../../directory/customerAccount.js";
import { emailSchema, typed } from "../form/formFields.js";
import { renderForm } from "../form/renderForm.js";
import { finishInteraction } from "./finishInteraction.js";
import {
  type InteractionParameters,
  type InteractionParts,
  interactionPath,
  userFlowOf,
} from "./interactionParts.js";
import { passcodeFlow, passcodePage, wrongPasscode } from "./passcodePage.js";
import { askForEmail, askForPassword } from "./signInPages.js";

const passcodeStep = { path: "sign-in" } as const;

const credentialsSchema = z.object({ email: emailSchema, password: z.string().min(1).max(256) });

/** Email, Next, then password and Sign in, or passcode and Next. */
export function signInRouter(parts: InteractionParts): Router {
  const { provider, accounts, passcodes } = parts;
  const router = Router({ mergeParams: true });

  router.get<InteractionParameters>("/", async (request, response) => {
    const { params } = await provider.interactionDetails(request, response);
    const hint = typeof params.login_hint === "string" ? params.login_hint : "";
    await askAgain(request, response, accounts.findByLoginHint(hint)?.email ?? hint);
  });

  router.post<InteractionParameters>("/", async (request, response) => {
    const { uid } = request.params;
    const email = emailSchema.safeParse(typed(request.body, "email"));
    if (!email.success) {
      await askAgain(request, response, typed(request.body, "email"), email.error.issues[0]?.message);
      return;
    }
    const account = accounts.findByEmail(email.data);
    if (!account) {
      await askAgain(request, response, email.data, "There is no account with this email address.");
    } else if (await isByPasscode(request, response, account)) {
      passcodes.send(passcodeFlow(passcodeStep, uid), account.email);
      askForPasscode(response, uid, account.email);
    } else {
      askForPassword(response, uid, email.data);
    }
  });

  router.get<InteractionParameters>(["/password", "/passcode"], (request, response) => {
    response.redirect(303, interactionPath(request.params.uid, "sign-in"));
  });

  router.post<InteractionParameters>("/password", async (request, response) => {
    const credentials = credentialsSchema.safeParse(request.body);
    const account = credentials.success ? accounts.findByEmail(credentials.data.email) : undefined;
    if (
      !credentials.success ||
      !account ||
      !(await accounts.hasPassword(account.email, credentials.data.password)) ||
      (await isByPasscode(request, response, account))
    ) {
      const message = "The password is not right. Try again, or choose a new one.";
      askForPassword(response, request.params.uid, typed(request.body, "email"), message);
      return;
    }
    const interaction = await provider.interactionDetails(request, response);
    await finishInteraction(parts, interaction, { account, provenBy: "password" }, request, response);
  });

  router.post<InteractionParameters>("/passcode", async (request, response) => {
    const { uid } = request.params;
    const email = typed(request.body, "email");
    const flow = passcodeFlow(passcodeStep, uid);
    const account = accounts.findByEmail(email);
    const interaction = await provider.interactionDetails(request, response);
    if (interaction.result?.login) {
      // The second click of two: the first has done it all.
      response.redirect(303, interaction.returnTo);
      return;
    }
    if (!account || !passcodes.confirm(flow, email, typed(request.body, "passcode").trim())) {
      askForPasscode(response, uid, email, wrongPasscode);
      return;
    }
    passcodes.forget(flow);
    await finishInteraction(parts, interaction, { account, provenBy: "passcode" }, request, response);
  });

  async function isByPasscode(request: Request, response: Response, { oid }: CustomerAccount) {
    const { signInWith } = await userFlowOf(parts, request, response);
    return signInWith === "passcode" || accounts.isWithoutPassword(oid);
  }

  async function askAgain(
    request: Request<InteractionParameters>,
    response: Response,
    email: string,
    error?: string,
  ): Promise<void> {
    const { signUp } = await userFlowOf(parts, request, response);
    askForEmail(response, request.params.uid, { email, error, signUp, users: parts.shownUsers });
  }

  function askForPasscode(response: Response, uid: string, email: string, error?: string): void {
    const passcode = passcodes.sent(passcodeFlow(passcodeStep, uid), email);
    renderForm(response, passcodePage({ path: passcodeStep.path, uid, email, passcode, error }));
  }

  return router;
}
