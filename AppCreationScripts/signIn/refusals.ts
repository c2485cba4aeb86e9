import { codeWord } from "../../src/log/codeWord.js";
import { appOnlyAdvice } from "./appOnly/appOnlyRefusals.js";
import type { SignInWay } from "./signInRequest.js";

const declined = "The sign-in was declined. Run the command again and accept.";

/** For a code that nobody typed in time; a refusal on the page where it is typed never comes back to the command. */
export const expired =
  "The code has expired before anybody signed in. Run the command again, with --browser if the page refused you: " +
  "many tenants forbid signing in with a code.";

const secondFactor = "Entra wants a second factor. Run the command again and complete it.";
const wrongAccount =
  "This account is not one of an administrator in this tenant. Run the command again with such an account.";
const consent =
  "Somebody has to consent to the permissions for the tenant. Run the command again as a Privileged Role Administrator " +
  "or Global Administrator.";

/** What to do about a number of Entra's, whoever signs in. */
const tenantAdvice: Readonly<Record<number, string>> = {
  90002: "Entra does not know this tenant: correct --tenant-id, or --environment if it is in another cloud.",
};

/** What to do about a number of Entra's if a person signs in. */
const advice: Readonly<Record<number, string>> = {
  16000: wrongAccount,
  50020: wrongAccount,
  50034: wrongAccount,
  50053:
    "The account is locked after too many wrong passwords. Wait some minutes, and run the command again.",
  50057: "The account is disabled. An administrator has to enable it, or another one has to sign in.",
  50072: secondFactor,
  50074: secondFactor,
  50076: secondFactor,
  50079: secondFactor,
  50105:
    "The account is not assigned to the application that --client-id names or is not allowed to use Microsoft's: assign it under Enterprise applications.",
  65001: consent,
  65004: declined,
  70019: expired,
  70020: expired,
  90094: consent,
  500208:
    "This account is a customer's, not an administrator's. Run the command again as an administrator of the tenant.",
  700016:
    "Entra does not know the application in whose name you sign in: register a public client of your own in the tenant, and name it with --client-id.",
  7000218:
    "The application of --client-id is no public client: allow public client flows under Authentication, or name another one.",
};

/** Errors of OAuth that say enough without a number. */
const errors: Readonly<Record<string, string>> = {
  access_denied: declined,
  authorization_declined: declined,
  expired_token: expired,
  code_expired: expired,
};

/** The numbers of Conditional Access and of security defaults: 53000 to 53011, 530001 to 530036, and what devices lack. */
const policy = /^(530\d{2,3}|50005|50097)$/;

const refusedByPolicy: Readonly<Record<SignInWay, string>> = {
  "device-code":
    "Conditional Access or the security defaults of the tenant forbid this sign-in; mostly that is the device code, which " +
    "Microsoft advises to block. Run the command with --browser, on a machine that has one.",
  browser:
    "Conditional Access or the security defaults of the tenant forbid this sign-in. Sign in on a device and from a place " +
    "that they allow, or let an administrator exempt you.",
  "app-only":
    "Conditional Access for workload identities forbids this sign-in: run the command from a place that it allows.",
};

function adviceOn(aadsts: number, way: SignInWay): string | undefined {
  return way === "app-only"
    ? (appOnlyAdvice[aadsts] ?? tenantAdvice[aadsts])
    : (tenantAdvice[aadsts] ?? advice[aadsts]);
}

/** What to tell of a refusal, by its AADSTS number first: OAuth's word for it covers many reasons. */
export function refusalOf(error: string, aadsts: number | undefined, way: SignInWay): string {
  if (aadsts === undefined) {
    return errors[error] ?? `Entra refused the sign-in (${codeWord(error) ?? "an error of unknown form"}).`;
  }
  const known = policy.test(String(aadsts)) ? refusedByPolicy[way] : adviceOn(aadsts, way);
  if (known !== undefined) {
    return `${known} (AADSTS${aadsts})`;
  }
  const unambiguous = error === "access_denied" ? undefined : errors[error];
  return (
    unambiguous ??
    `Entra refused the sign-in (AADSTS${aadsts}): https://login.microsoftonline.com/error?code=${aadsts} says why.`
  );
}
