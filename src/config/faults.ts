import type { VariableName } from "./variables.js";

/** What the app does not read itself, and checks for what does. */
type ForeignName = "HTTPS_PROXY";

/** For each variable a good value. */
const examples: Readonly<Record<VariableName | ForeignName, string>> = {
  NODE_ENV: "production",
  HOST: "0.0.0.0",
  PORT: "3000",
  EMULATOR_PORT: "3001",
  CLIENT_ID: "11111111-2222-3333-4444-555555555555",
  CLIENT_SECRET: "the-value-shown-once-in-the-admin-center",
  CLIENT_CERTIFICATE_PATH: "client-certificate.pem",
  CLIENT_CERTIFICATE_KEY_PATH: "client-key.pem",
  CLIENT_CERTIFICATE_PASSWORD: "the-password-of-the-key",
  CLIENT_CREDENTIAL: "workload-identity",
  AZURE_CLIENT_ID: "22222222-3333-4444-5555-666666666666",
  AZURE_FEDERATED_TOKEN_FILE: "/var/run/secrets/azure/tokens/azure-identity-token",
  KEY_VAULT_URL: "https://contoso.vault.azure.net/",
  KEY_VAULT_CERTIFICATE: "sign-in-app",
  KEY_VAULT_SECRET: "sign-in-app-secret",
  TENANT_SUBDOMAIN: "contoso",
  AUTHORITY: "https://contoso.ciamlogin.com/",
  REDIRECT_URI: "https://app.example.com/auth/redirect",
  POST_LOGOUT_REDIRECT_URI: "https://app.example.com/",
  RESPONSE_MODE: "form_post",
  EXPRESS_SESSION_SECRET: "made-by-openssl-rand-hex-32",
  TRUST_PROXY: "loopback, 10.0.0.0/8",
  AUTH_RATE_LIMIT: "60",
  SESSION_IDLE_MINUTES: "60",
  SESSION_LIFETIME_MINUTES: "720",
  REDIS_URL: "rediss://user:password@cache.example.com:10000",
  REDIS_CLUSTER: "true",
  REDIS_PREFIX: "sign-in:",
  DRAIN_SECONDS: "5",
  HTTPS_PROXY: "http://user:password@proxy.example.com:8080",
};

/** The faults found so far, one sentence for each variable. */
export type Faults = Map<VariableName | ForeignName, string>;

/** What is wrong with the settings, and what works but deserves a look, a sentence each. */
export interface Findings {
  readonly faults: Faults;
  readonly warnings: string[];
}

/**
 * Adds a fault, unless the variable has one already: `wrong` goes on from its name. It never repeats the value, which may
 * be a secret.
 */
export function addFault(
  faults: Faults,
  name: VariableName | ForeignName,
  wrong: string,
  example = `${name}=${examples[name]}`,
): void {
  if (!faults.has(name)) {
    faults.set(name, `${name} ${wrong}, e.g. ${example}`);
  }
}
