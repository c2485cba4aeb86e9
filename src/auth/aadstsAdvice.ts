/** What an AADSTS number means to the person who signs in and to the developer who can mend it. */
export interface AadstsAdvice {
  readonly person: string;
  readonly developer: string;
  /** Another account could sign in; single sign-on would only try the same one again. */
  readonly otherAccount?: true;
}

const appNotSetUp = "This app is not set up correctly. Please tell the people who run it.";
const noFederatedCredential =
  "No federated credential of the application has the issuer, subject and audience of the token: add it under Certificates & secrets.";
const startAgain = "This sign-in took too long or was used before. Please sign in again.";

/** @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const advice: Readonly<Record<number, AadstsAdvice>> = {
  50011: {
    person: appNotSetUp,
    developer:
      "REDIRECT_URI is not registered: add it under Authentication, platform Web, letter for letter.",
  },
  50058: {
    person: "You are not signed in yet. Please sign in.",
    developer: "prompt=none was asked for, and the tenant has no session for this browser.",
  },
  50076: {
    person: "Your account needs a second step to sign in. Please sign in again and complete it.",
    developer: "A Conditional Access policy asks for multifactor authentication.",
  },
  50079: {
    person: "Your account needs a second step to be set up. Please sign in again and complete it.",
    developer: "A policy asks for multifactor authentication, which this person has not registered for.",
  },
  50105: {
    person: "Your account has not been given access to this app. Please ask the people who run it.",
    developer:
      "Assign the person under Enterprise applications, Users and groups, or switch off Assignment required.",
    otherAccount: true,
  },
  54005: {
    person: startAgain,
    developer: "The authorization code was redeemed before, by a reload or a replay.",
  },
  65001: {
    person: appNotSetUp,
    developer: "An administrator has to grant consent: API permissions, Grant admin consent.",
  },
  70008: { person: startAgain, developer: "The authorization code expired before it was redeemed." },
  500208: {
    person: "This kind of account cannot sign in here. Please use a customer account.",
    developer: "A workforce account was used on an external tenant.",
    otherAccount: true,
  },
  501481: { person: startAgain, developer: "The PKCE verifier does not match the challenge of this code." },
  700016: {
    person: appNotSetUp,
    developer:
      "CLIENT_ID is not an application of this tenant: compare it and TENANT_SUBDOMAIN or AUTHORITY.",
  },
  700024: {
    person: appNotSetUp,
    developer: "The client assertion is not valid at this time: is this machine's clock right?",
  },
  700027: {
    person: appNotSetUp,
    developer:
      "The certificate of the client assertion is not registered: upload it under Certificates & secrets.",
  },
  700038: { person: appNotSetUp, developer: "CLIENT_ID is not an application (client) id." },
  700211: { person: appNotSetUp, developer: noFederatedCredential },
  700212: { person: appNotSetUp, developer: noFederatedCredential },
  700213: { person: appNotSetUp, developer: noFederatedCredential },
  700054: {
    person: appNotSetUp,
    developer: "response_type id_token is not enabled for the application, and this app does not need it.",
  },
  1000502: {
    person: appNotSetUp,
    developer: "The certificate of the client assertion is outside its validity: renew it.",
  },
  7000215: {
    person: appNotSetUp,
    developer: "CLIENT_SECRET is wrong: use the secret's Value, not its Secret ID.",
  },
  7000222: {
    person: appNotSetUp,
    developer: "CLIENT_SECRET has expired: make a new one under Certificates & secrets.",
  },
};

/** The advice for an AADSTS number; undefined for numbers that need none of their own. */
export function adviceFor(aadsts: number | undefined): AadstsAdvice | undefined {
  return aadsts === undefined ? undefined : advice[aadsts];
}
