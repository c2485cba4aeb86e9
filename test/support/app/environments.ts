import { ConfigError } from "../../../src/config/configError.js";
import type { Environment } from "../../../src/config/environment/parseEnvironment.js";
import { loadConfig } from "../../../src/config/loadConfig.js";

/** The least that a tenant needs. */
export const tenantEnvironment = {
  CLIENT_ID: "11111111-2222-4333-8444-555555555555",
  CLIENT_SECRET: "the-secret-of-the-tests",
  TENANT_SUBDOMAIN: "contoso",
};

/** The least that production needs. */
export const productionEnvironment = {
  ...tenantEnvironment,
  NODE_ENV: "production",
  REDIRECT_URI: "https://app.example.com/auth/redirect",
  EXPRESS_SESSION_SECRET: "0123456789abcdef0123456789abcdef",
};

/** The faults that a configuration is refused with. */
export function faultsOf(environment: Environment): readonly string[] {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.faults;
    }
    throw error;
  }
  return [];
}
