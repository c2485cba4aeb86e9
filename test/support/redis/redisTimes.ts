import type { RedisConfig } from "../../../src/config/config.js";

/** When an app takes Redis for away; `redisTimes` of the configuration are the app's own. */
export type RedisTimes = Pick<RedisConfig, "timeLimit" | "longestSilence">;

/** For a Redis that is well: on a busy machine it may answer too late for the app. */
export const patientTimes: RedisTimes = { timeLimit: 300_000, longestSilence: 300_000 };
