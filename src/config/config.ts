import { type Addresses, addressesOf, checkAddresses, defaultPort } from "./addresses.js";
import { ConfigError } from "./configError.js";
import { type Environment, parseEnvironment } from "./environment/parseEnvironment.js";
import type { Findings } from "./faults.js";
import { checkListening } from "./listening.js";
import { checkProxy } from "./outgoing.js";
import { checkRedis } from "./redis.js";
import { sessionSecretsOf } from "./sessionSecrets.js";
import { configuredTenant, emulatedTenant, type TenantConfig } from "./tenant.js";

/** What the app is told from outside. Made once, at start, and frozen. */
export interface Config extends TenantConfig, Addresses {
  readonly production: boolean;
  /** The address to listen on; undefined means every interface. */
  readonly host: string | undefined;
  /** A TCP port, or the path of a Unix domain socket or of a named pipe. */
  readonly port: number | string;
  /** A value of Express's `trust proxy`. */
  readonly trustProxy: boolean | number | string[];
  readonly responseMode: "form_post" | "query";
  /** Newest first: the first one signs, all of them verify. */
  readonly sessionSecrets: readonly [string, ...string[]];
  /** Sign-ins and answers to them in a minute from one address; 0 for no limit. */
  readonly authRateLimit: number;
  /** Milliseconds without a request after which a session ends. */
  readonly sessionIdle: number;
  /** Milliseconds after signing in at which a session ends, used or not. */
  readonly sessionLifetime: number;
  /** The engine that several instances share; undefined keeps everything in this process. */
  readonly redis: RedisConfig | undefined;
  /** Milliseconds for load balancers to find out that this instance stops, while it still answers. */
  readonly drainTime: number;
  /** What works but deserves a look, a sentence each. */
  readonly warnings: readonly string[];
}

/** Where Redis is, and how its keys begin. */
export interface RedisConfig {
  readonly url: string;
  readonly cluster: boolean;
  readonly prefix: string;
  /** Milliseconds that Redis has to connect or to answer. */
  readonly timeLimit: number;
  /** Milliseconds of silence after which a connection is replaced, also one on which Redis has not spoken yet. */
  readonly longestSilence: number;
}

/** In milliseconds. */
const second = 1_000;
const minute = 60 * second;

/** In milliseconds. A request may need Redis twice, and is answered within 2 seconds. */
export const redisTimes = { timeLimit: 700, longestSilence: 3 * second };

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
  checkRedis(settings, findings);
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
    redis: settings.REDIS_URL
      ? {
          url: settings.REDIS_URL,
          cluster: settings.REDIS_CLUSTER ?? false,
          prefix: settings.REDIS_PREFIX ?? "sign-in:",
          ...redisTimes,
        }
      : undefined,
    drainTime: (settings.DRAIN_SECONDS ?? (settings.REDIS_URL ? 5 : 0)) * second,
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
