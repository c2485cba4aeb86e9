import type { EmulatorClient } from "../config/tenant.js";

/**
 * The addresses that an app may name to come back to. Entra has one list of redirect URIs, and compares those of sign-ins
 * and of sign-outs with it.
 */
export function registeredUris({ redirectUris, postLogoutRedirectUris }: EmulatorClient): string[] {
  return [...new Set([...redirectUris, ...postLogoutRedirectUris])];
}
