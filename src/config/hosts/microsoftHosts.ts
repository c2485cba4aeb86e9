import { isLoopback } from "./loopback.js";

/** Where Microsoft signs people of workforce tenants in: in the worldwide cloud, US Government's and China's. */
export const microsoftHosts: ReadonlySet<string> = new Set([
  "login.microsoftonline.com",
  "login.microsoft.com",
  "login.windows.net",
  "sts.windows.net",
  "login.microsoftonline.us",
  "login.partner.microsoftonline.cn",
]);

/**
 * True if an authority can only be that of an external tenant: on `ciamlogin.com`, or on a custom URL domain, which other
 * tenants do not have. An emulator on this machine may stand for either.
 */
export function isExternalTenant(authority: string): boolean {
  const { host, hostname } = new URL(authority);
  return !microsoftHosts.has(host) && !isLoopback(hostname);
}
