import type { VariableName } from "./variables.js";

/** For each variable what its value must be, and an example. */
const rules: Readonly<Record<VariableName, readonly [rule: string, example: string]>> = {
  NODE_ENV: ["must be production, development or test", "production"],
  HOST: ["must be a host name or an address", "0.0.0.0"],
  PORT: ["must be a whole number from 1 to 65535", "3000"],
  EMULATOR_PORT: ["must be a whole number from 1 to 65535", "3001"],
  CLIENT_ID: ["must be the application (client) id, a GUID", "11111111-2222-3333-4444-555555555555"],
  CLIENT_SECRET: ["must be the value of a client secret", "the-value-shown-once-in-the-admin-center"],
  CLIENT_CERTIFICATE_PATH: [
    "must be the path of a PEM file with certificate and key, or of a PFX file",
    "client-certificate.pem",
  ],
  CLIENT_CERTIFICATE_KEY_PATH: ["must be the path of a PEM file with the private key", "client-key.pem"],
  CLIENT_CERTIFICATE_PASSWORD: [
    "must be the password of the PFX file or of the private key",
    "the-password-of-the-key",
  ],
  CLIENT_CREDENTIAL: ["must be managed-identity or workload-identity", "managed-identity"],
  AZURE_CLIENT_ID: [
    "must be the client id of a managed identity, a GUID",
    "22222222-3333-4444-5555-666666666666",
  ],
  AZURE_FEDERATED_TOKEN_FILE: [
    "must be the path of the token that Kubernetes keeps",
    "/var/run/secrets/azure/tokens/azure-identity-token",
  ],
  KEY_VAULT_URL: ["must be the https: URL of a key vault", "https://contoso.vault.azure.net/"],
  KEY_VAULT_CERTIFICATE: ["must be the name of a certificate in the key vault", "sign-in-app"],
  KEY_VAULT_SECRET: ["must be the name of a secret in the key vault", "sign-in-app-secret"],
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
  REDIS_URL: [
    "must be a redis: or rediss: URL, with special characters of the password as %23 and so on",
    "rediss://user:password@cache.example.com:10000",
  ],
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
