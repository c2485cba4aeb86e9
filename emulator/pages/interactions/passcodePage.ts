import { knownEmailField } from "../form/formFields.js";
import { cancelAction, type FormPage } from "../form/formPage.js";
import { interactionPath } from "./interactionParts.js";

export const wrongPasscode = "The code is not right or has expired. Check it, or get a new one.";

/** The pages that send a passcode by email, each with a page for the code under it. */
export type PasscodePath = "sign-in" | "sign-up" | "password-reset" | "second-factor";

/** The name under which a flow's passcode is kept. */
export function passcodeFlow({ path }: { readonly path: PasscodePath }, uid: string): string {
  return `${path} ${uid}`;
}

interface PasscodeStep {
  readonly path: PasscodePath;
  readonly uid: string;
  readonly email: string;
  /** The code, for as long as it can be used. */
  readonly passcode: string | undefined;
  readonly error?: string | undefined;
}

/** Where the code from the email is typed. */
export function passcodePage({ path, uid, email, passcode, error }: PasscodeStep): FormPage {
  return {
    title: "Enter the code",
    action: interactionPath(uid, `${path}/passcode`),
    ...(passcode === undefined ? {} : { passcode }),
    fields: [
      knownEmailField(email),
      {
        name: "passcode",
        label: "One-time passcode",
        type: "text",
        autocomplete: "one-time-code",
        numeric: true,
        error,
      },
    ],
    submit: "Next",
    otherSubmit: { text: "Send a new code", action: interactionPath(uid, path) },
    cancelAction: cancelAction(uid),
  };
}
