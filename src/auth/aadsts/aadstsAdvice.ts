import type { AuthErrorCode } from "../errors/authError.js";
import { endedGrants } from "./grants.js";
import { type Refusal, refusals } from "./people.js";
import { registrationFaults } from "./registration.js";
import { serviceFaults } from "./service.js";

/** What an AADSTS number means: which kind of failure it is, to the person who signs in, and to the developer who can mend it. */
export interface AadstsAdvice extends Refusal {
  readonly code: AuthErrorCode;
}

const appNotSetUp = "This app is not set up correctly. Please tell the people who run it.";
const startAgain = "This sign-in took too long or was used before. Please sign in again.";
const later = "Signing in does not work at the moment. Please try again in a few minutes.";

const advice: ReadonlyMap<number, AadstsAdvice> = new Map([
  ...forAll(registrationFaults, "app_refused", appNotSetUp),
  ...forAll(endedGrants, "sign_in_expired", startAgain),
  ...forAll(serviceFaults, "tenant_unavailable", later),
  ...Object.entries(refusals).map(([number, refusal]) =>
    entry(number, { code: "sign_in_refused", ...refusal }),
  ),
]);

/**
 * The advice for an AADSTS number; undefined for numbers that need none of their own. It decides before the `error` of
 * OAuth, which is the same for what a new sign-in mends and for what it does not.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export function adviceFor(aadsts: number | undefined): AadstsAdvice | undefined {
  return aadsts === undefined ? undefined : advice.get(aadsts);
}

function forAll(developers: Readonly<Record<number, string>>, code: AuthErrorCode, person: string) {
  return Object.entries(developers).map(([number, developer]) => entry(number, { code, person, developer }));
}

function entry(number: string, meaning: AadstsAdvice): [number, AadstsAdvice] {
  return [Number(number), meaning];
}
