import type { Counter, Meter } from "@opentelemetry/api";
import { authErrorCodes } from "../../auth/errors/authError.js";
import {
  type Failure,
  rateLimited,
  signInBegun,
  signInCancelled,
  signInCompleted,
  signInFailed,
  storageUnavailableCode,
  tokenRefreshed,
  tokenRefreshFailed,
} from "../events.js";
import { endOf } from "../listen.js";
import { failureLabels } from "./labels.js";

/** Seconds; a person has 15 minutes to sign in. */
const durations = [1, 2, 5, 10, 15, 30, 45, 60, 90, 120, 180, 300, 600, 900];

const codes: ReadonlySet<string> = new Set([...authErrorCodes, storageUnavailableCode]);

/** Counts sign-ins, refreshes of tokens and what is refused for its rate. Returns what ends it. */
export function countSignIns(meter: Meter): () => void {
  const counter = (name: string, unit: string, description: string) =>
    meter.createCounter(name, { unit, description });
  const begun = counter("entra.sign_in.begun", "{sign_in}", "People sent to the tenant to sign in.");
  const completed = counter("entra.sign_in.completed", "{sign_in}", "People signed in.");
  const cancelled = counter("entra.sign_in.cancelled", "{sign_in}", "Sign-ins that the person cancelled.");
  const failed = counter("entra.sign_in.failed", "{sign_in}", "Sign-ins that failed.");
  const duration = meter.createHistogram("entra.sign_in.duration", {
    unit: "s",
    description: "From begun to completed, with the time that the person takes.",
    advice: { explicitBucketBoundaries: durations },
  });
  const refreshed = counter(
    "entra.access_token.refreshed",
    "{token}",
    "Access tokens issued for a refresh token.",
  );
  const notRefreshed = counter(
    "entra.access_token.refresh_failed",
    "{token}",
    "Access tokens that could not be had.",
  );
  const refused = counter("entra.rate_limit.refused", "{request}", "Requests answered with 429.");
  // A counter that is there before it counts lets an alert see its first step.
  for (const each of [begun, completed, cancelled, refreshed, refused]) {
    each.add(0);
  }
  const one = (each: Counter) => () => each.add(1);
  const failure = (each: Counter) => (what: Failure) => each.add(1, failureLabels(what, codes));
  return endOf([
    signInBegun.subscribe(one(begun)),
    signInCompleted.subscribe(({ startedAt }) => {
      completed.add(1);
      // Clocks of instances differ.
      duration.record(Math.max(0, (Date.now() - startedAt) / 1_000));
    }),
    signInCancelled.subscribe(one(cancelled)),
    signInFailed.subscribe(failure(failed)),
    tokenRefreshed.subscribe(one(refreshed)),
    tokenRefreshFailed.subscribe(failure(notRefreshed)),
    rateLimited.subscribe(one(refused)),
  ]);
}
