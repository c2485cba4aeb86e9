/** What a number says to a person whom the tenant turns away, and to a developer. */
export interface Refusal {
  readonly person: string;
  readonly developer: string;
  /** Another account could sign in; single sign-on would only try the same one again. */
  readonly otherAccount?: true;
}

const secondStep = "Your account needs a second step to sign in. Please sign in again and complete it.";
const setUpSecondStep =
  "Your account needs a second step to be set up. Please sign in again and complete it.";
const device: Refusal = {
  person: "You cannot sign in from this device. Please use another one, or ask the people who run this app.",
  developer: "A Conditional Access policy asks for a device that is managed or compliant.",
};
const extension: Refusal = {
  person: "Signing in does not work at the moment. Please try again in a few minutes.",
  developer:
    "A custom authentication extension of the tenant failed: see Authentication events in the tenant's sign-in logs.",
};

/** Numbers by which the tenant turns a person away. */
export const refusals: Readonly<Record<number, Refusal>> = {
  16000: {
    person: "You are signed in with several accounts. Please choose one.",
    developer: "prompt=none was asked for, and the tenant has several sessions for this browser.",
    otherAccount: true,
  },
  50020: {
    person: "This account is not known here. Please use another account.",
    developer: "The account is one of another tenant or provider, and no user of this tenant.",
    otherAccount: true,
  },
  50057: {
    person: "Your account is switched off. Please ask the people who run this app, or use another account.",
    developer: "The account is disabled in the tenant.",
    otherAccount: true,
  },
  50058: {
    person: "You are not signed in yet. Please sign in.",
    developer: "prompt=none was asked for, and the tenant has no session for this browser.",
  },
  50072: { person: setUpSecondStep, developer: "The person has to register for multifactor authentication." },
  50074: { person: secondStep, developer: "A policy asks for multifactor authentication." },
  50076: {
    person: secondStep,
    developer: "A Conditional Access policy asks for multifactor authentication.",
  },
  50078: {
    person: secondStep,
    developer: "The person's multifactor authentication has expired by a policy.",
  },
  50079: {
    person: setUpSecondStep,
    developer: "A policy asks for multifactor authentication, which this person has not registered for.",
  },
  50085: {
    person: "Your sign-in at the provider of your account has ended. Please sign in there again.",
    developer: "The refresh token needs a sign-in at the social provider.",
  },
  50105: {
    person: "Your account has not been given access to this app. Please ask the people who run it.",
    developer:
      "Assign the person under Enterprise applications, Users and groups, or switch off Assignment required.",
    otherAccount: true,
  },
  50196: {
    person:
      "This browser has asked to sign in too often. Please close the other windows of this app, wait a few minutes, then sign in.",
    developer: "The tenant sees a loop: the browser came back for the same sign-in again and again.",
  },
  53000: device,
  53001: device,
  53003: {
    person: "The rules for this app do not let you in from here. Please ask the people who run it.",
    developer: "A Conditional Access policy blocks the sign-in: see the tenant's sign-in logs for which one.",
    otherAccount: true,
  },
  65004: {
    person: "You declined what this app asks for. Please sign in again and accept it.",
    developer: "The person declined consent.",
  },
  500208: {
    person: "This kind of account cannot sign in here. Please use a customer account.",
    developer: "A workforce account was used on an external tenant.",
    otherAccount: true,
  },
  530003: device,
  901011: {
    person: "The account that you chose gives no e-mail address. Please sign in in another way.",
    developer:
      "The provider sent no e-mail address: let it send the email claim, or make email optional in the user flow.",
    otherAccount: true,
  },
  1100000: extension,
  1100001: extension,
};
