import { addressesOf, checkAddresses, defaultPort } from "./addresses.js";
import type { Config } from "./config.js";
import { ConfigError } from "./configError.js";
import { type Environment, parseEnvironment } from "./environment/parseEnvironment.js";
import type { Findings } from "./faults.js";
import { checkListening } from "./listening.js";
import { checkProxy } from "./outgoing.js";
import { redisOf } from "./redis.js";
import { sessionSecretsOf } from "./sessionSecrets.js";
import { configuredTenant, emulatedTenant } from "./tenant.js";

/** In milliseconds. */
const second = 1_000;
const minute = 60 * second;

/**
 * Makes the configuration of the app. `findings` are those of reading the environment.
 *
 * @throws ConfigError with all faults at once.
 */
export function loadConfig(environment: Environment, findings: Findings = nothingFound()): Config {
  const { faults, warnings } = findings;
  const settings = parseEnvironment(environment, faults);
  const production = settings.NODE_ENV === "production";
  const addresses = addressesOf(settings);
  const tenant = configuredTenant(settings, production, findings);
  const sessionSecrets = sessionSecretsOf(settings, production, faults, warnings);
  const signsIn = tenant ?? emulatedTenant(settings, addresses);
  const host = settings.HOST ?? (tenant ? undefined : "127.0.0.1");
  const port = settings.PORT ?? defaultPort;
  checkAddresses(settings, addresses, production, faults);
  checkListening({ settings, host, port, addresses, emulatorPort: signsIn.emulator?.port }, findings);
  checkProxy(
    [signsIn.authority, ...(tenant && settings.KEY_VAULT_URL ? [settings.KEY_VAULT_URL.href] : [])],
    faults,
  );
  const redis = redisOf(settings, findings);
  const { SESSION_IDLE_MINUTES: idle = 60, SESSION_LIFETIME_MINUTES: lifetime = 720 } = settings;
  if (settings.SESSION_IDLE_MINUTES !== undefined && idle > lifetime) {
    warnings.push(
      `SESSION_IDLE_MINUTES has no effect: after ${lifetime} minutes (SESSION_LIFETIME_MINUTES) a session ends in any case.`,
    );
  }
  refuse(faults);
  return Object.freeze({
    production,
    host,
    port,
    trustProxy: settings.TRUST_PROXY ?? false,
    ...addresses,
    ...signsIn,
    responseMode: settings.RESPONSE_MODE ?? "form_post",
    sessionSecrets,
    authRateLimit: settings.AUTH_RATE_LIMIT ?? 60,
    sessionIdle: idle * minute,
    sessionLifetime: lifetime * minute,
    redis,
    drainTime: (settings.DRAIN_SECONDS ?? (redis ? 5 : 0)) * second,
    warnings,
  });
}

function nothingFound(): Findings {
  return { faults: new Map(), warnings: [] };
}

function refuse(faults: Findings["faults"]): void {
  if (faults.size > 0) {
    throw new ConfigError([...faults.values()]);
  }
}
