import type { RedisConfig } from "./config.js";
import { addFault, type Findings } from "./faults.js";
import type { Settings } from "./variables.js";

/** In milliseconds. A request may need Redis twice, and is answered within 2 seconds. */
export const redisTimes = { timeLimit: 700, longestSilence: 3_000 };

/** The Redis that the settings name; undefined if they name none. Adds a fault or a warning if they do not go together. */
export function redisOf(settings: Settings, { faults, warnings }: Findings): RedisConfig | undefined {
  const { REDIS_URL: url, REDIS_CLUSTER: cluster = false, REDIS_PREFIX: prefix = "sign-in:" } = settings;
  if (url === undefined) {
    const useless = (["REDIS_CLUSTER", "REDIS_PREFIX"] as const).filter((name) => settings[name]);
    if (!faults.has("REDIS_URL")) {
      warnings.push(
        ...useless.map(
          (name) => `${name} is of no use without REDIS_URL: sessions are kept in this process.`,
        ),
      );
    }
    return undefined;
  }
  if (cluster && Number(new URL(url).pathname.slice(1)) > 0) {
    addFault(
      faults,
      "REDIS_URL",
      "must name no database where REDIS_CLUSTER is true: a cluster has one alone",
    );
  }
  return { url, cluster, prefix, ...redisTimes };
}
