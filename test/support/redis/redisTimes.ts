import type { RedisConfig } from "../../../src/config/config.js";
import { redisTimesOf } from "../../../src/config/redis.js";
import { allSettings } from "../../../src/config/settings/settings.js";

/** When an app takes Redis for away. */
export type RedisTimes = Pick<RedisConfig, "timeLimit" | "longestSilence">;

/** The app's own, if no setting says otherwise. */
export const redisTimes = redisTimesOf(allSettings.REDIS_TIMEOUT_MILLISECONDS.default);

/** For a Redis that is well: on a busy machine it may answer too late for the app. */
export const patientTimes: RedisTimes = { timeLimit: 300_000, longestSilence: 300_000 };
