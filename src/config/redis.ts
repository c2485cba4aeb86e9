import { addFault, type Findings } from "./faults.js";
import type { Settings } from "./variables.js";

/** Finds out whether the settings of Redis go together. */
export function checkRedis(settings: Settings, { faults, warnings }: Findings): void {
  const { REDIS_URL: url, REDIS_CLUSTER: cluster } = settings;
  if (url !== undefined && cluster && Number(new URL(url).pathname.slice(1)) > 0) {
    addFault(
      faults,
      "REDIS_URL",
      "must name no database where REDIS_CLUSTER is true: a cluster has one alone",
    );
  }
  for (const name of ["REDIS_CLUSTER", "REDIS_PREFIX"] as const) {
    if (url === undefined && !faults.has("REDIS_URL") && settings[name]) {
      warnings.push(`${name} is of no use without REDIS_URL: sessions are kept in this process.`);
    }
  }
}
