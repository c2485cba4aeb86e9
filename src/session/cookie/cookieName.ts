import type { Config } from "../../config/config.js";

/**
 * Names a cookie of this app. With `__Host-` browsers refuse one that another host has set (RFC 6265bis, section
 * 4.1.3.2). Cookies know no ports (RFC 6265, section 8.5), so on plain http, where several apps share localhost, the name
 * has the app's port.
 */
export function cookieName(
  name: string,
  { origin, secureCookies }: Pick<Config, "origin" | "secureCookies">,
): string {
  return secureCookies ? `__Host-${name}` : `${name}-${new URL(origin).port || "80"}`;
}
