import { isLoopback } from "../loopback.js";

/** Where the authority's metadata is (OpenID Connect Discovery 1.0, section 4). */
export function discoveryUrl(authority: string): string {
  return `${authority.replace(/\/v2\.0$/, "")}/v2.0/.well-known/openid-configuration`;
}

/** Microsoft's sign-in hosts: the worldwide cloud's, US Government's and China's. */
const microsoftHosts = new Set([
  "login.microsoftonline.com",
  "login.microsoft.com",
  "login.windows.net",
  "sts.windows.net",
  "login.microsoftonline.us",
  "login.partner.microsoftonline.cn",
]);

/**
 * Tells whether an authority's metadata may name this URL: on the authority's own host or a Microsoft sign-in host, by
 * `https:`; a loopback authority may name loopback hosts, by `http:` too.
 */
export function mayServe(authority: string, url: URL): boolean {
  const own = new URL(authority);
  if (isLoopback(own.hostname) && isLoopback(url.hostname)) {
    return true;
  }
  const known = url.host === own.host || microsoftHosts.has(url.host) || url.host.endsWith(".ciamlogin.com");
  return url.protocol === "https:" && known;
}
