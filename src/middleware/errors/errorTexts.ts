import type { AuthErrorCode } from "../../auth/errors/authError.js";

/** Where a person can go from an error. */
export interface Action {
  readonly href: string;
  readonly text: string;
}

interface Texts {
  readonly title: string;
  readonly message: string;
  readonly action?: Action;
}

/** What an error page says, and to developers what to look at. */
export interface DeveloperTexts extends Texts {
  readonly developer?: string;
}

export const startAgain: Action = { href: "/auth/signin", text: "Sign in again" };
export const useAnotherAccount: Action = {
  href: "/auth/signin?prompt=select_account",
  text: "Sign in with another account",
};
export const goHome: Action = { href: "/", text: "Go to the home page" };

const expired = {
  title: "Sign-in expired",
  message:
    "This sign-in took too long, was used before, or was opened in another browser. Please sign in again.",
};
const refused = {
  title: "You could not be signed in",
  message: "The sign-in was not accepted. Please try again, or use another account.",
};
const unavailable = {
  title: "Sign-in is not available",
  message: "Signing in does not work at the moment. Please try again in a few minutes.",
};

/** What a failed sign-in says, and to developers what to look at. */
export const signInTexts: Readonly<Record<AuthErrorCode, DeveloperTexts>> = {
  sign_in_needed: {
    title: "Please sign in again",
    message:
      "For this you have to sign in once more, and nothing was saved. " +
      "Please go back and reload the page: it asks you to sign in. Then try again.",
    action: goHome,
  },
  demand_unmet: {
    title: "No access",
    message:
      "You have signed in once more, but it did not bring what this page needs. " +
      "Please try again, or ask the people who run this app.",
    action: goHome,
  },
  sign_in_expired: expired,
  response_invalid: {
    ...refused,
    developer: "The response is not one of OpenID Connect: see its fields in the cause.",
  },
  sign_in_refused: refused,
  app_refused: {
    title: unavailable.title,
    message: "This app is not set up correctly. Please tell the people who run it.",
    developer: "Compare CLIENT_ID, REDIRECT_URI and the credential with the registration.",
  },
  answer_invalid: {
    ...unavailable,
    developer: "Something other than the tenant answers: a proxy, a wrong AUTHORITY?",
  },
  id_token_invalid: { ...refused, developer: "The ID token did not pass the check named in the cause." },
  session_elsewhere: {
    title: "You are signed in elsewhere",
    message:
      "You have just signed in, but the server that answers now does not know it. Please tell the people who run this app: " +
      "each of its instances knows only its own sessions, until they share them through REDIS_URL.",
    developer: "Several instances, or one that has restarted: set REDIS_URL.",
  },
  access_refused: {
    title: "No access",
    message: "Your account may not do this. Please ask the people who run this app.",
    developer:
      "The tenant gives no access token for these scopes: compare API_SCOPES with the API permissions.",
    action: goHome,
  },
  metadata_unavailable: {
    ...unavailable,
    developer: "Check TENANT_SUBDOMAIN or AUTHORITY, and the way to that host.",
  },
  keys_unavailable: { ...unavailable, developer: "Check the way to the host of the tenant's jwks_uri." },
  credential_unavailable: {
    ...unavailable,
    developer: "The managed identity or token that stands for the app cannot be had: see the cause.",
  },
  tenant_unavailable: {
    ...unavailable,
    developer: "Check the way to the tenant: network, proxy, HTTPS_PROXY.",
  },
  tenant_timeout: {
    ...unavailable,
    developer: "The tenant did not answer in 5 seconds: network, proxy, HTTPS_PROXY?",
  },
};

/** What a request that failed says, by its status. */
export const requestTexts: Readonly<Record<number, Texts>> = {
  401: {
    title: "You are signed out",
    message: "Nothing was saved. Please sign in, then try again.",
    action: startAgain,
  },
  403: {
    title: "No access",
    message: "Your account may not do this. Please ask the people who run this app.",
  },
  404: { title: "Page not found", message: "There is no page at this address." },
  405: { title: "Not allowed", message: "This address does not take that kind of request." },
  503: {
    title: "Not available",
    message:
      "The app cannot do this at the moment. Nothing is lost: please reload this page in a few seconds.",
  },
  429: { title: "Too many requests", message: "Please wait a minute, then try again." },
  413: { title: "Too large", message: "The request is larger than this app accepts." },
};

/** For every other status below 500. */
export const badRequest = { title: "Bad request", message: "The request could not be understood." };
/** For every other status from 500 on. */
export const internalError: Texts = {
  title: "Something went wrong",
  message: "The fault is ours and has been noted. Please try again later.",
};
