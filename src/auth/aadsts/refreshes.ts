import type { AuthErrorCode } from "../errors/authError.js";

type Outcome = Extract<AuthErrorCode, "access_refused" | "tenant_unavailable">;

/**
 * Numbers that mean to a refresh what they do not mean to a sign-in. Every other by which the tenant turns a person away is
 * one that the person can answer at the tenant.
 */
const outcomes: readonly (readonly [Outcome, readonly number[]])[] = [
  // No sign-in of this person mends it: the account, a policy, the registration.
  [
    "access_refused",
    [50057, 50105, 53000, 53001, 53003, 65001, 65004, 90094, 500011, 530003, 650051, 650057],
  ],
  // A sign-in would only add to the loop.
  ["tenant_unavailable", [50196]],
];

const byNumber: ReadonlyMap<number, Outcome> = new Map(
  outcomes.flatMap(([outcome, numbers]) => numbers.map((number) => [number, outcome] as const)),
);

/** What an AADSTS number means to a refresh; undefined if that is what it means to a sign-in. */
export function refreshOutcome(aadsts: number | undefined): Outcome | undefined {
  return aadsts === undefined ? undefined : byNumber.get(aadsts);
}
