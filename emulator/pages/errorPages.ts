/** What the view "message" shows. */
export interface MessagePage {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly isError?: boolean;
}

export const expiredSignInPage: MessagePage = {
  title: "This sign-in has expired",
  paragraphs: [
    "It was open for too long, was finished in another tab, or began in another browser.",
    "Go back to the app and sign in again.",
  ],
  isError: true,
};

export const notFoundPage: MessagePage = {
  title: "There is nothing here",
  paragraphs: ["The emulator has no page at this address."],
  isError: true,
};

export const unreadableRequestPage: MessagePage = {
  title: "The emulator cannot read this request",
  paragraphs: ["Go back to the app and sign in again."],
  isError: true,
};

export const failurePage: MessagePage = {
  title: "The emulator failed",
  paragraphs: ["Its log has the details. Go back to the app and try again."],
  isError: true,
};

/** `description` is Entra's, with its number. */
export function signInCannotStartPage(description: string): MessagePage {
  return { title: "Sorry, the sign-in cannot start", paragraphs: [description], isError: true };
}

export const disabledAccountPage: MessagePage = {
  title: "You cannot sign in",
  paragraphs: ["AADSTS50057: The user account is disabled."],
  isError: true,
};

/** Where nobody can be sent back: an app may have asked for it in vain. */
export function signedOutPage(askedToReturn: boolean): MessagePage {
  return {
    title: "You signed out",
    paragraphs: [
      "You can close this page now.",
      ...(askedToReturn ? ["The address the app asked to return to is not registered for it."] : []),
    ],
  };
}
