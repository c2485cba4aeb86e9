import { type DeveloperTexts, goHome, startAgain } from "./errorTexts.js";

const busy = {
  title: "Please wait a moment",
  message: "The service behind this page is busy. Please wait a minute, then reload this page.",
  action: goHome,
};
const broken = {
  title: "Not available",
  message: "The service behind this page does not work at the moment. Please try again in a few minutes.",
  action: goHome,
};

/** What a page says if an API has failed behind it, by the API's status. */
export const apiTexts: Readonly<Record<number, DeveloperTexts>> = {
  401: {
    title: "Please sign in again",
    message: "The service behind this page does not accept your sign-in any more. Please sign in again.",
    action: startAgain,
    developer:
      "The API refuses the access token: compare its audience, issuer and version (requestedAccessTokenVersion 2) with what the API expects.",
  },
  403: {
    title: "No access",
    message:
      "The service behind this page does not let your account do this. Please ask the people who run this app.",
    action: goHome,
    developer:
      "The access token lacks what the API asks for: a scope, which belongs into API_SCOPES and needs consent, or an app role of the API.",
  },
  404: {
    title: "Not found",
    message: "There is nothing of this name any more.",
    action: goHome,
  },
  429: {
    ...busy,
    developer: "The API limits how often it may be called: keep what it answers, or call it less.",
  },
  502: {
    ...broken,
    developer: "Look at the log of the API: it failed, or answered what the app does not expect.",
  },
  503: {
    ...broken,
    developer: "Check the address of the API, and the way there: network, proxy, HTTPS_PROXY.",
  },
  504: { ...broken, developer: "The API did not answer in time: see its own log for why." },
};

/** For every other status, which the page has as 502. */
export const apiFailure: DeveloperTexts = {
  ...broken,
  developer: "Look at the log of the API: it failed, or answered what the app does not expect.",
};
