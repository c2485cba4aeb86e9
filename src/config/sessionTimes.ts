import { orDefault, type Settings } from "./settings/settings.js";

/** When a session ends, in milliseconds. */
export interface SessionTimes {
  /** Time without a request after which a session ends. */
  readonly sessionIdle: number;
  /** The maximum session length: the session ends then, used or not. */
  readonly sessionLifetime: number;
}

const minute = 60_000;

/** Returns when a session ends. Adds a warning if the setting of the idle time has no effect. */
export function sessionTimesOf(settings: Settings, warnings: string[]): SessionTimes {
  const idle = orDefault(settings, "SESSION_IDLE_MINUTES");
  const lifetime = orDefault(settings, "SESSION_LIFETIME_MINUTES");
  if (settings.SESSION_IDLE_MINUTES !== undefined && idle > lifetime) {
    warnings.push(
      `SESSION_IDLE_MINUTES has no effect: after ${lifetime} minutes (SESSION_LIFETIME_MINUTES) a session ends in any case.`,
    );
  }
  return { sessionIdle: idle * minute, sessionLifetime: lifetime * minute };
}
