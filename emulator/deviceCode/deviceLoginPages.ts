import type { Client } from "oidc-provider";
import type { MessagePage } from "../pages/errorPages.js";
import { typed } from "../pages/form/formFields.js";
import type { FormPage } from "../pages/form/formPage.js";
import { deviceLoginPath } from "../tenant.js";

const faults: Readonly<Record<string, string>> = {
  NoCodeError: "Type the code that the app shows.",
  NotFoundError: "No sign-in waits for this code. Compare it with the one that the app shows.",
  ExpiredError: "This code has expired. Start the sign-in in the app again to get a new one.",
  AlreadyUsedError: "This code was used before. Start the sign-in in the app again to get a new one.",
};

/** Where the code is typed; once more where it was wrong. `secret` protects the form from other sites. */
export function codePage(secret: string, body: unknown, error: Error | undefined): FormPage {
  return {
    title: "Enter code",
    introduction:
      "Type the code that the app shows you. Never type one that somebody sent you: it would sign them in as you.",
    action: deviceLoginPath,
    hidden: [{ name: "xsrf", value: secret }],
    fields: [
      {
        name: "user_code",
        label: "Code",
        type: "text",
        autocomplete: "off",
        value: typed(body, "user_code"),
        error: error && (faults[error.name] ?? "This page was open for too long. Type the code again."),
      },
    ],
    submit: "Next",
  };
}

/** RFC 8628 section 5.4: people are told which app they are about to sign in to. */
export function confirmationPage(secret: string, client: Client, userCode: string): FormPage {
  return {
    title: `Are you trying to sign in to ${client.clientName}?`,
    introduction: `Only continue if the app on your own device shows the code ${userCode}.`,
    action: deviceLoginPath,
    hidden: [
      { name: "xsrf", value: secret },
      { name: "user_code", value: userCode },
      { name: "confirm", value: "yes" },
    ],
    fields: [],
    submit: "Continue",
    otherSubmit: { text: "Cancel", name: "abort", value: "yes" },
  };
}

export const cancelledPage: MessagePage = {
  title: "You cancelled the sign-in",
  paragraphs: ["The app on your device is told so. You can close this page now."],
};

export function signedInPage(client: Client | undefined): MessagePage {
  return {
    title: "You are signed in",
    paragraphs: [
      `You have signed in to ${client?.clientName} on your device. Go back to it; you can close this page now.`,
    ],
  };
}
