import type { Meter, ObservableResult } from "@opentelemetry/api";
import { sessionEnded, sessionsAsked, sessionUsed } from "../events.js";
import { endOf } from "../listen.js";
import { SeenSessions } from "./seenSessions.js";

/**
 * Observes how many sessions are alive. Those that instances share have no list of all, and asking for each would cost every
 * request; so each instance counts those that it has seen within `idle` milliseconds. Returns what ends it.
 */
export function observeSessions(meter: Meter, idle: number): () => void {
  const seen = new SeenSessions(idle);
  const gauge = meter.createObservableGauge("entra.session.active", {
    unit: "{session}",
    description: "Sessions alive, as this instance sees them.",
  });
  const observe = (result: ObservableResult) => {
    let kept = 0;
    sessionsAsked.publish({ answer: (count) => (kept += count) });
    result.observe(kept + seen.size);
  };
  gauge.addCallback(observe);
  return endOf([
    () => gauge.removeCallback(observe),
    sessionUsed.subscribe(({ id }) => seen.add(id)),
    sessionEnded.subscribe(({ id }) => seen.delete(id)),
  ]);
}
