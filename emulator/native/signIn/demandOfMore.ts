import type { Application } from "../../applications/application.js";
import { essentialContexts } from "../../provider/claimsParameter.js";
import { type ContextPolicies, knownContexts, wantSecondFactor } from "../../provider/contextPolicies.js";
import { hasSecondFactor } from "../../provider/secondFactor.js";
import type { ContinuationTokens } from "../flow/continuationTokens.js";
import type { Flow, ProvenPerson } from "../flow/flow.js";
import { redirect } from "../request/challengeTypes.js";
import { NativeError } from "../request/nativeError.js";

interface DemandParts {
  readonly contexts: ContextPolicies;
  readonly continuationTokens: ContinuationTokens;
}

/**
 * Returns the answer that leads to a browser, where the application or its request wants a second factor, and it cannot ask for
 * one; undefined if what the person has proved is enough.
 *
 * @throws NativeError that asks for the second factor.
 */
export function demandOfMore(
  { contexts, continuationTokens }: DemandParts,
  { mfaRequired }: Application,
  { beginning }: Flow,
  person: ProvenPerson,
): object | undefined {
  const asked = knownContexts(essentialContexts(person.claims), contexts);
  if (!(mfaRequired || wantSecondFactor(asked, contexts)) || hasSecondFactor(person.amr)) {
    return undefined;
  }
  if (!beginning.capabilities.includes("mfa_required")) {
    return { ...redirect, redirect_reason: "The client does not have the capability mfa_required." };
  }
  throw new NativeError(
    { number: 50076, error: "invalid_grant", message: "The sign-in wants a second factor." },
    {
      suberror: "mfa_required",
      continuation_token: continuationTokens.issue({ beginning, step: "secondFactor", person }),
    },
  );
}
