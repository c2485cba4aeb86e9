import { registration } from "../../support/app/startApp.js";
import type { Address } from "../load/browser.js";

export const sessionSecret = "the-session-secret-of-the-bench-0123456789";

/** The settings of an app in production, behind a proxy, but for those that name the tenant. */
export function productionSettings({ port, origin }: Address) {
  return {
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: String(port),
    CLIENT_ID: registration.clientId,
    CLIENT_SECRET: registration.clientSecret,
    REDIRECT_URI: `${origin}/auth/redirect`,
    EXPRESS_SESSION_SECRET: sessionSecret,
    TRUST_PROXY: "loopback",
    // Out of the way, and still counting.
    AUTH_RATE_LIMIT: "999999",
  };
}
