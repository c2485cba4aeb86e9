import { type Response, Router } from "express";
import { attributesOf } from "../../directory/newPerson.js";
import type { UserFlow } from "../../directory/userFlows.js";
import { knownEmailField, typed } from "../form/formFields.js";
import { cancelAction, type FormField } from "../form/formPage.js";
import { renderForm } from "../form/renderForm.js";
import { detailsRouter } from "./detailsRouter.js";
import { type EmailVerification, emailVerificationRouter } from "./emailVerification.js";
import { type InteractionParts, interactionPath } from "./interactionParts.js";
import { attributeFields, detailsSchema, newPasswordField } from "./signUpFields.js";

const verification: EmailVerification = {
  path: "sign-up",
  title: "Create account",
  introduction: "We send a code to your email address first.",
  refuse: (account) => (account ? "There is already an account with this email address." : undefined),
  goOn: (response, uid, email, flow) => askForDetails(response, uid, email, fieldsOf(flow, {})),
};

/** Email, one-time passcode, password and attributes; then the new customer is signed in. */
export function signUpRouter(parts: InteractionParts): Router {
  const router = Router({ mergeParams: true });
  router.use(emailVerificationRouter(parts, verification));
  router.use(
    detailsRouter(parts, verification, {
      schema: detailsSchema,
      askAgain: (response, uid, { email, body }, flow, error) =>
        askForDetails(response, uid, email, fieldsOf(flow, body, error.issues)),
      save: (email, { password, ...attributes }) =>
        parts.accounts.create({ email, ...attributesOf(attributes) }, password),
      provenBy: ({ signInWith }) => signInWith,
    }),
  );
  return router;
}

/** The fields that the flow asks for, with what was typed and what is wrong with it. */
function fieldsOf(
  flow: UserFlow,
  body: unknown,
  issues: Parameters<typeof attributeFields>[2] = [],
): FormField[] {
  return [
    ...(flow.signInWith === "password" ? [newPasswordField(issues)] : []),
    ...attributeFields(flow, (name) => typed(body, name), issues),
  ];
}

function askForDetails(response: Response, uid: string, email: string, fields: readonly FormField[]): void {
  renderForm(response, {
    title: "Add your details",
    action: interactionPath(uid, "sign-up/details"),
    fields: [knownEmailField(email), ...fields],
    submit: "Create account",
    cancelAction: cancelAction(uid),
  });
}
