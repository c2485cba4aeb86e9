import * as z from "zod";

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

/**
 * The path of a file. What the file holds (PEM, a JWT) is refused: it is a secret, put here by mistake, and messages repeat
 * paths.
 */
const filePath = z
  .string()
  .max(512)
  .regex(/^[^\p{Cc}]+$/u)
  .refine((value) => !value.includes("-----BEGIN") && !value.startsWith("eyJ"));

/** Which the Redis client can take apart: with a host, and credentials that decode. */
const redisUrl = z.url({ protocol: /^rediss?$/, abort: true }).refine((value) => {
  const { hostname, pathname, username, password } = new URL(value);
  return hostname !== "" && /^\/?\d*$/.test(pathname) && [username, password].every(isPercentEncoded);
});

function isPercentEncoded(value: string): boolean {
  return !/%(?![0-9a-f]{2})/i.test(value);
}

/** The name of a secret or certificate in Azure Key Vault. */
const vaultObject = z.string().regex(/^[0-9a-z-]{1,127}$/i);

/** Entra accepts `http:` for localhost alone. */
const redirectTarget = plainUrl.refine((url) => url.protocol === "https:" || url.hostname === "localhost");

/** The variables that the app reads, as they are when they are set. */
export const variables = z
  .object({
    NODE_ENV: z.enum(["production", "development", "test"]),
    HOST: z.string().regex(/^[\w.:-]+$/),
    PORT: port,
    EMULATOR_PORT: port,
    CLIENT_ID: z.guid(),
    CLIENT_SECRET: z.string(),
    CLIENT_CERTIFICATE_PATH: filePath,
    CLIENT_CERTIFICATE_KEY_PATH: filePath,
    CLIENT_CERTIFICATE_PASSWORD: z.string(),
    CLIENT_CREDENTIAL: z.enum(["managed-identity", "workload-identity"]),
    AZURE_CLIENT_ID: z.guid(),
    AZURE_FEDERATED_TOKEN_FILE: filePath,
    KEY_VAULT_URL: plainUrl.refine((url) => url.protocol === "https:"),
    KEY_VAULT_CERTIFICATE: vaultObject,
    KEY_VAULT_SECRET: vaultObject,
    TENANT_SUBDOMAIN: z.string().regex(/^[a-z0-9][a-z0-9-]*$/i),
    AUTHORITY: plainUrl,
    REDIRECT_URI: redirectTarget,
    POST_LOGOUT_REDIRECT_URI: redirectTarget,
    RESPONSE_MODE: z.enum(["form_post", "query"]),
    EXPRESS_SESSION_SECRET: list.pipe(z.tuple([z.string().min(1)], z.string().min(1))),
    TRUST_PROXY: trustProxy,
    AUTH_RATE_LIMIT: wholeNumber,
    SESSION_IDLE_MINUTES: minutes,
    SESSION_LIFETIME_MINUTES: minutes,
    REDIS_URL: redisUrl,
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
