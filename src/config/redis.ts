import type { RedisConfig } from "./config.js";
import { addFault, type Faults, type Findings } from "./faults.js";
import { orDefault, type Settings } from "./settings/settings.js";

/**
 * Returns when the app takes a Redis for away, in milliseconds. A request may need Redis twice: with the default it is answered
 * within 2 seconds.
 */
export function redisTimesOf(timeLimit: number): Pick<RedisConfig, "timeLimit" | "longestSilence"> {
  return { timeLimit, longestSilence: Math.max(3_000, 4 * timeLimit) };
}

/** Returns the Redis that the settings name; undefined if they name none. Adds what is wrong with its settings. */
export function redisOf(settings: Settings, { faults, warnings }: Findings): RedisConfig | undefined {
  const url = settings.REDIS_URL;
  const cluster = orDefault(settings, "REDIS_CLUSTER");
  for (const name of ["REDIS_CLUSTER", "REDIS_PREFIX", "REDIS_TIMEOUT_MILLISECONDS"] as const) {
    if (url === undefined && !faults.has("REDIS_URL") && settings[name]) {
      warnings.push(`${name} is of no use without REDIS_URL: sessions are kept in this process.`);
    }
  }
  if (url === undefined) {
    if (settings.REDIS_CREDENTIAL && !faults.has("REDIS_URL")) {
      addFault(faults, "REDIS_URL", "is missing, and REDIS_CREDENTIAL is of no use without it");
    }
    return undefined;
  }
  if (settings.REDIS_CREDENTIAL) {
    checkUrlForIdentity(new URL(url), faults);
  }
  if (cluster && Number(new URL(url).pathname.slice(1)) > 0) {
    addFault(
      faults,
      "REDIS_URL",
      "must name no database where REDIS_CLUSTER is true: a cluster has one alone",
    );
  }
  const { REDIS_CREDENTIAL: credential, AZURE_CLIENT_ID: clientId } = settings;
  return {
    url,
    cluster,
    prefix: orDefault(settings, "REDIS_PREFIX"),
    ...(credential && { identity: { clientId } }),
    ...redisTimesOf(orDefault(settings, "REDIS_TIMEOUT_MILLISECONDS")),
  };
}

/** A token is the password of an identity, and whoever reads it can use it. */
function checkUrlForIdentity({ protocol, username, password }: URL, faults: Faults): void {
  if (protocol !== "rediss:") {
    addFault(
      faults,
      "REDIS_URL",
      "must begin with rediss: where REDIS_CREDENTIAL is set, because a token is sent",
    );
  }
  if (username !== "" || password !== "") {
    addFault(faults, "REDIS_URL", "must have no user name and no password where REDIS_CREDENTIAL is set");
  }
}
