import { invalidRequest, NativeError } from "./nativeError.js";
import { required } from "./nativeRequest.js";

/** The ways that an application can ask a person to prove something; `redirect` is a browser. */
const everyChallengeType = ["oob", "password", "redirect"] as const;

export type ChallengeType = (typeof everyChallengeType)[number];

/** The answer that leads an application to the pages of the tenant. */
export const redirect = { challenge_type: "redirect" } as const;

/** @throws NativeError if the parameter is missing, has an unknown type, or lacks `redirect`. */
export function challengeTypesOf(form: URLSearchParams): readonly ChallengeType[] {
  const named = required(form, "challenge_type").split(" ").filter(Boolean);
  const known = everyChallengeType.filter((type) => named.includes(type));
  if (known.length < new Set(named).size) {
    // MSAL looks for these words of Entra's.
    throw invalidRequest("The challenge_type list parameter contains an unsupported challenge type.");
  }
  if (!known.includes("redirect")) {
    throw new NativeError({
      number: 901007,
      error: "unsupported_challenge_type",
      message: "The challenge types must include 'redirect'.",
    });
  }
  return known;
}

/** Returns what the application says it can do beyond one proof; Microsoft spells the parameter in two ways, and its list too. */
export function capabilitiesOf(form: URLSearchParams): readonly string[] {
  return (form.get("capabilities") ?? form.get("capability") ?? "").split(/[ ,]+/).filter(Boolean);
}
