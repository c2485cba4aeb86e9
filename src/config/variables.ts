import * as z from "zod";
import { authorityUrl, isGuid } from "./schemas/authorityUrl.js";
import { host, port, portOrPath } from "./schemas/listenAddress.js";
import { list, trustProxy } from "./schemas/trustProxy.js";
import { keyVaultUrl, redirectTarget, redisUrl } from "./schemas/urls.js";
import { wholeNumber } from "./schemas/wholeNumber.js";

const minutes = wholeNumber({ least: 1, most: 999_999, unit: "of minutes" });

const trueOrFalse = z.enum(["true", "false"], "must be true or false").transform((value) => value === "true");

/**
 * The path of a file. What the file holds (PEM, a JWT) is refused: it is a secret, put here by mistake, and messages repeat
 * paths.
 */
function filePath(file: string) {
  const sentence = `must be the path of ${file}`;
  return z
    .string()
    .max(512, sentence)
    .regex(/^[^\p{Cc}]+$/u, sentence)
    .refine((value) => !value.includes("-----BEGIN") && !value.startsWith("eyJ"), sentence);
}

/** The name of a secret or certificate in Azure Key Vault. */
function vaultObject(object: string) {
  return z
    .string()
    .regex(/^[0-9a-z-]{1,127}$/i, `must be the name of ${object} in the key vault: letters, digits and -`);
}

/** The first label of the tenant's domain (RFC 1123, section 2.1). */
const subdomain = z
  .string()
  .refine((value) => !isGuid(value), {
    error: "must be the first part of the tenant's domain, not the tenant's id",
    abort: true,
  })
  .refine((value) => !/[./:]/.test(value), {
    error: "must be the first part of the tenant's domain alone, with no dot in it",
    abort: true,
  })
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i,
    "must be letters, digits and -, as in the tenant's domain",
  );

/** The variables that the app reads, as they are when they are set. Each rule has a sentence that goes on from the name. */
export const variables = z
  .object({
    NODE_ENV: z.enum(["production", "development", "test"], "must be production, development or test"),
    HOST: host,
    PORT: portOrPath,
    EMULATOR_PORT: port,
    CLIENT_ID: z.guid("must be the application (client) id, a GUID"),
    CLIENT_SECRET: z.string(),
    CLIENT_CERTIFICATE_PATH: filePath("a PEM file with certificate and key, or of a PFX file"),
    CLIENT_CERTIFICATE_KEY_PATH: filePath("a PEM file with the private key"),
    CLIENT_CERTIFICATE_PASSWORD: z.string(),
    CLIENT_CREDENTIAL: z.enum(
      ["managed-identity", "workload-identity"],
      "must be managed-identity or workload-identity",
    ),
    AZURE_CLIENT_ID: z.guid("must be the client id of a managed identity, a GUID"),
    AZURE_FEDERATED_TOKEN_FILE: filePath("the token that Kubernetes keeps"),
    KEY_VAULT_URL: keyVaultUrl,
    KEY_VAULT_CERTIFICATE: vaultObject("a certificate"),
    KEY_VAULT_SECRET: vaultObject("a secret"),
    TENANT_SUBDOMAIN: subdomain,
    AUTHORITY: authorityUrl,
    REDIRECT_URI: redirectTarget,
    POST_LOGOUT_REDIRECT_URI: redirectTarget,
    RESPONSE_MODE: z.enum(["form_post", "query"], "must be form_post or query"),
    EXPRESS_SESSION_SECRET: list.pipe(
      z.tuple([z.string()], z.string()).refine((secrets) => !secrets.includes(""), {
        error: "must have a secret before and after each comma, newest first",
      }),
    ),
    TRUST_PROXY: trustProxy,
    AUTH_RATE_LIMIT: wholeNumber({ least: 0, most: 999_999, zero: "; 0 sets no limit" }),
    SESSION_IDLE_MINUTES: minutes,
    SESSION_LIFETIME_MINUTES: minutes,
    REDIS_URL: redisUrl,
    REDIS_CLUSTER: trueOrFalse,
    REDIS_PREFIX: z.string().regex(/^[\w:.-]{1,64}$/, "must be 1 to 64 letters, digits and : . - _"),
    DRAIN_SECONDS: wholeNumber({ least: 0, most: 999_999, unit: "of seconds", zero: "; 0 stops at once" }),
  })
  .partial();

/** The names of all variables that the app reads. */
export const variableNames = variables.keyof().options;

/** The variables that are set and well formed, each in its own type. */
export type Settings = z.output<typeof variables>;
export type VariableName = keyof Settings;
