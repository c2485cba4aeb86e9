import { z } from "zod";

/** Settings as strings, from `process.env`, an `.env` file or a test. */
export type Environment = Readonly<Record<string, string | undefined>>;

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65535);

const wholeNumber = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number);

const minutes = wholeNumber.refine((value) => value >= 1);

const list = z.string().transform((value) => value.split(",").map((item) => item.trim()));

const trustedAddress = z.union([
  z.enum(["loopback", "linklocal", "uniquelocal"]),
  z.ipv4(),
  z.ipv6(),
  z.cidrv4(),
  z.cidrv6(),
]);

const trustProxy = z.union([
  z.enum(["true", "false"]).transform((value) => value === "true"),
  z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number),
  list.pipe(z.array(trustedAddress)),
]);

/** A URL with no query, no fragment and no credentials. */
const plainUrl = z
  .url({ protocol: /^https?$/, abort: true })
  .transform((value) => new URL(value))
  .refine((url) => url.search === "" && url.hash === "" && url.username === "" && url.password === "");

/** Entra accepts `http:` for localhost alone. */
const redirectTarget = plainUrl.refine((url) => url.protocol === "https:" || url.hostname === "localhost");

const variables = z
  .object({
    NODE_ENV: z.string(),
    HOST: z.string().regex(/^[\w.:-]+$/),
    PORT: port,
    EMULATOR_PORT: port,
    CLIENT_ID: z.guid(),
    CLIENT_SECRET: z.string(),
    TENANT_SUBDOMAIN: z.string().regex(/^[a-z0-9][a-z0-9-]*$/i),
    AUTHORITY: plainUrl,
    REDIRECT_URI: redirectTarget.refine((url) => url.pathname === "/auth/redirect"),
    POST_LOGOUT_REDIRECT_URI: redirectTarget,
    RESPONSE_MODE: z.enum(["form_post", "query"]),
    EXPRESS_SESSION_SECRET: list.pipe(z.tuple([z.string().min(1)], z.string().min(1))),
    TRUST_PROXY: trustProxy,
    AUTH_RATE_LIMIT: wholeNumber,
    SESSION_IDLE_MINUTES: minutes,
    SESSION_LIFETIME_MINUTES: minutes,
    REDIS_URL: z.url({ protocol: /^rediss?$/ }),
    REDIS_CLUSTER: z.enum(["true", "false"]).transform((value) => value === "true"),
    REDIS_PREFIX: z.string().regex(/^[\w:.-]{1,64}$/),
    DRAIN_SECONDS: wholeNumber,
  })
  .partial();

/** The names of all variables that the app reads. */
export const variableNames = variables.keyof().options;

/** The variables that are set and well formed, each in its own type. */
export type Settings = z.output<typeof variables>;
export type VariableName = keyof Settings;

/** For each variable what its value must be, and an example. */
const rules: Readonly<Record<VariableName, readonly [rule: string, example: string]>> = {
  NODE_ENV: ["must be a word", "production"],
  HOST: ["must be a host name or an address", "0.0.0.0"],
  PORT: ["must be a whole number from 1 to 65535", "3000"],
  EMULATOR_PORT: ["must be a whole number from 1 to 65535", "3001"],
  CLIENT_ID: ["must be the application (client) id, a GUID", "11111111-2222-3333-4444-555555555555"],
  CLIENT_SECRET: ["must be the value of a client secret", "the-value-shown-once-in-the-admin-center"],
  TENANT_SUBDOMAIN: ["must be the first part of the tenant's domain, with no dot in it", "contoso"],
  AUTHORITY: ["must be an https: URL with no query", "https://contoso.ciamlogin.com/"],
  REDIRECT_URI: [
    "must be this app's address with the path /auth/redirect, and https: except on localhost",
    "https://app.example.com/auth/redirect",
  ],
  POST_LOGOUT_REDIRECT_URI: ["must be a URL, and https: except on localhost", "https://app.example.com/"],
  RESPONSE_MODE: ["must be form_post or query", "form_post"],
  EXPRESS_SESSION_SECRET: [
    "must be one secret of 32 characters or more, or several with commas between them, newest first",
    "made-by-openssl-rand-hex-32",
  ],
  TRUST_PROXY: [
    "must be true, false, a number of proxies, or their addresses with commas between them",
    "loopback, 10.0.0.0/8",
  ],
  AUTH_RATE_LIMIT: ["must be a whole number, 0 for no limit", "60"],
  SESSION_IDLE_MINUTES: ["must be a whole number of minutes, 1 or more", "60"],
  SESSION_LIFETIME_MINUTES: ["must be a whole number of minutes, 1 or more", "720"],
  REDIS_URL: ["must be a redis: or rediss: URL", "rediss://user:password@cache.example.com:10000"],
  REDIS_CLUSTER: ["must be true or false", "true"],
  REDIS_PREFIX: ["must be letters, digits and : . - _", "sign-in:"],
  DRAIN_SECONDS: ["must be a whole number of seconds, 0 to stop at once", "5"],
};

/** The faults found so far, one sentence for each variable. */
export type Faults = Map<VariableName, string>;

/** Adds a fault, unless the variable has one already. It never repeats the value, which may be a secret. */
export function addFault(faults: Faults, name: VariableName, wrong?: string): void {
  if (!faults.has(name)) {
    const [rule, example] = rules[name];
    faults.set(name, `${name} ${wrong ?? rule}, e.g. ${name}=${example}`);
  }
}

/**
 * Parses the variables that are set. Empty values and the placeholders of `.env.sample` (`Enter_the_…`) count as not
 * set; bad values are left out and added to `faults`.
 */
export function parseEnvironment(environment: Environment, faults: Faults): Settings {
  const given: Partial<Record<VariableName, string>> = {};
  for (const name of variableNames) {
    const value = environment[name]?.trim();
    if (value && !value.startsWith("Enter_the_")) {
      given[name] = value;
    }
  }
  const result = variables.safeParse(given);
  for (const issue of result.error?.issues ?? []) {
    const name = variables.keyof().parse(issue.path[0]);
    addFault(faults, name);
    delete given[name];
  }
  return result.data ?? variables.parse(given);
}
