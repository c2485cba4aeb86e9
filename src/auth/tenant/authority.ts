import { isLoopback } from "../../config/hosts/loopback.js";
import { microsoftHosts } from "../../config/hosts/microsoftHosts.js";

/** Where the authority's metadata is (OpenID Connect Discovery 1.0, section 4). */
export function discoveryUrl(authority: string): string {
  return `${authority.replace(/\/v2\.0$/, "")}/v2.0/.well-known/openid-configuration`;
}

/**
 * True if an authority's metadata may name this URL: on the authority's own host or a Microsoft sign-in host, by
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
