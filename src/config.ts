import path from "node:path";
import dotenv from "dotenv";
import { type Addresses, addressesOf, defaultPort, redirectPath } from "./config/addresses.js";
import { type Environment, parseEnvironment } from "./config/environment.js";
import { addFault, type Faults } from "./config/faults.js";
import { readDotenv } from "./config/readDotenv.js";
import { sessionSecretsOf } from "./config/sessionSecrets.js";
import { configuredTenant, type EmulatorConfig, emulatedTenant, type TenantConfig } from "./config/tenant.js";

/** What the app is told from outside. Made once, at start, and frozen. */
export interface Config extends TenantConfig, Addresses {
  readonly production: boolean;
  /** The address to listen on; undefined means every interface. */
  readonly host: string | undefined;
  readonly port: number;
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
}

/** Thrown with every fault of the configuration at once, a sentence each. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(readonly faults: readonly string[]) {
    super(["The configuration cannot be used:", ...faults].join("\n  "));
  }
}

/** In milliseconds. */
const second = 1_000;
const minute = 60 * second;

/**
 * The process's environment, completed by `.env` where there is one.
 *
 * @throws ConfigError where that cannot be read.
 */
export function readEnvironment(): Environment {
  try {
    dotenv.populate(process.env, dotenv.parse(readDotenv(path.resolve(".env")) ?? ""));
    return process.env;
  } catch (error) {
    throw new ConfigError([error instanceof Error ? error.message : ".env cannot be read."]);
  }
}

/**
 * Makes the configuration of the app.
 *
 * @throws ConfigError with all faults at once.
 */
export function loadConfig(environment: Environment): Config {
  const faults: Faults = new Map();
  const warnings: string[] = [];
  const settings = parseEnvironment(environment, faults);
  const production = settings.NODE_ENV === "production";
  const addresses = addressesOf(settings);
  const tenant = configuredTenant(settings, production, faults, warnings);
  const sessionSecrets = sessionSecretsOf(settings, production, faults, warnings);
  if (settings.TRUST_PROXY === true) {
    warnings.push(
      "TRUST_PROXY=true believes any client's X-Forwarded-For: name the proxies or their number instead.",
    );
  }
  const port = settings.PORT ?? defaultPort;
  const { protocol, port: redirectPort } = new URL(addresses.redirectUri);
  if (protocol === "http:" && Number(redirectPort || 80) !== port) {
    warnings.push(
      `REDIRECT_URI leads to ${addresses.origin}, and the app listens on port ${port}: unless a proxy leads there, change one.`,
    );
  }
  const signsIn = tenant ?? emulatedTenant(settings, addresses);
  if (signsIn.emulator?.port === port) {
    addFault(faults, "EMULATOR_PORT", "must not be the PORT of the app");
  }
  if (production && !settings.REDIRECT_URI) {
    addFault(faults, "REDIRECT_URI", "is missing");
  }
  if (new URL(addresses.redirectUri).pathname !== redirectPath) {
    addFault(faults, "REDIRECT_URI");
  }
  if (faults.size > 0) {
    throw new ConfigError([...faults.values()]);
  }
  return Object.freeze({
    production,
    host: settings.HOST ?? (tenant ? undefined : "127.0.0.1"),
    port,
    trustProxy: settings.TRUST_PROXY ?? false,
    ...addresses,
    ...signsIn,
    responseMode: settings.RESPONSE_MODE ?? "form_post",
    sessionSecrets,
    authRateLimit: settings.AUTH_RATE_LIMIT ?? 60,
    sessionIdle: (settings.SESSION_IDLE_MINUTES ?? 60) * minute,
    sessionLifetime: (settings.SESSION_LIFETIME_MINUTES ?? 720) * minute,
    redis: settings.REDIS_URL
      ? {
          url: settings.REDIS_URL,
          cluster: settings.REDIS_CLUSTER ?? false,
          prefix: settings.REDIS_PREFIX ?? "sign-in:",
        }
      : undefined,
    drainTime: (settings.DRAIN_SECONDS ?? (settings.REDIS_URL ? 5 : 0)) * second,
    warnings,
  });
}

/**
 * Makes the configuration of an emulator that runs alone, for another app. `CLIENT_ID`, `CLIENT_SECRET`,
 * `REDIRECT_URI` and `POST_LOGOUT_REDIRECT_URI` are that app's.
 *
 * @throws ConfigError with all faults at once.
 */
export function loadEmulatorConfig(environment: Environment): EmulatorConfig {
  const faults: Faults = new Map();
  const settings = parseEnvironment(environment, faults);
  if (faults.size > 0) {
    throw new ConfigError([...faults.values()]);
  }
  const { port, client } = emulatedTenant(settings, addressesOf(settings)).emulator;
  return {
    port,
    client: {
      ...client,
      redirectUris: client.redirectUris.map((uri) => asWritten(uri, environment.REDIRECT_URI)),
      postLogoutRedirectUris: client.postLogoutRedirectUris.map((uri) =>
        asWritten(uri, environment.POST_LOGOUT_REDIRECT_URI),
      ),
    },
  };
}

/** A URI as the setting has it: tenants compare redirect URIs letter for letter, and `URL` adds a path where there is none. */
function asWritten(uri: string, setting = ""): string {
  const written = setting.trim();
  return `${written}/` === uri ? written : uri;
}
