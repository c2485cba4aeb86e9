import { addressesOf, checkAddresses } from "./addresses.js";
import type { Config } from "./config.js";
import { ConfigError } from "./configError.js";
import { type Environment, parseEnvironment } from "./environment/parseEnvironment.js";
import type { Findings } from "./faults.js";
import { checkListening } from "./listening.js";
import { ordersApiOf } from "./ordersApi.js";
import { profileScopesOf } from "./profileScopes.js";
import { checkProxy } from "./proxy/checkProxy.js";
import { redisOf } from "./redis.js";
import { sessionSecretsOf } from "./sessionSecrets.js";
import { sessionTimesOf } from "./sessionTimes.js";
import { orDefault } from "./settings/settings.js";
import { telemetryOf } from "./telemetry/telemetry.js";
import { configuredTenant } from "./tenant/configuredTenant.js";
import { emulatedTenant } from "./tenant/emulatedTenant.js";

/**
 * Returns the configuration of the app. `findings` are those of reading the environment.
 *
 * @throws ConfigError with all faults at once.
 */
export function loadConfig(environment: Environment, findings: Findings = nothingFound()): Config {
  const { faults, warnings } = findings;
  const settings = parseEnvironment(environment, faults);
  const production = orDefault(settings, "NODE_ENV") === "production";
  const addresses = addressesOf(settings);
  const tenant = configuredTenant(settings, production, findings);
  const sessionSecrets = sessionSecretsOf(settings, production, faults, warnings);
  const signsIn = tenant ?? emulatedTenant(settings, addresses);
  const host = settings.HOST ?? (tenant ? undefined : "127.0.0.1");
  const port = orDefault(settings, "PORT");
  checkAddresses(settings, addresses, production, faults);
  const ordersApi = ordersApiOf(settings, signsIn, faults);
  checkListening(
    {
      settings,
      host,
      port,
      addresses,
      emulatorPort: signsIn.emulator?.port,
      ordersApiPort: ordersApi?.example?.port,
    },
    findings,
  );
  checkProxy(
    [
      signsIn.authority,
      ...(ordersApi ? [ordersApi.url] : []),
      ...(tenant && settings.KEY_VAULT_URL ? [settings.KEY_VAULT_URL.href] : []),
    ],
    faults,
  );
  const redis = redisOf(settings, findings);
  const sessionTimes = sessionTimesOf(settings, warnings);
  const telemetry = telemetryOf(
    settings,
    {
      origin: addresses.origin,
      addresses: [
        signsIn.authority,
        signsIn.graphUrl,
        ...(ordersApi ? [ordersApi.url] : []),
        ...(redis ? [redis.url] : []),
      ],
      takenPorts: [port, signsIn.emulator?.port, ordersApi?.example?.port],
      sessionIdle: sessionTimes.sessionIdle,
    },
    findings,
  );
  refuse(faults);
  return Object.freeze({
    production,
    host,
    port,
    trustProxy: orDefault(settings, "TRUST_PROXY"),
    ...addresses,
    ...signsIn,
    responseMode: orDefault(settings, "RESPONSE_MODE"),
    sessionSecrets,
    authRateLimit: orDefault(settings, "AUTH_RATE_LIMIT"),
    ...sessionTimes,
    ordersApi,
    profileScopes: profileScopesOf(signsIn),
    redis,
    telemetry,
    drainTime: (redis ? orDefault(settings, "DRAIN_SECONDS") : (settings.DRAIN_SECONDS ?? 0)) * 1_000,
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
