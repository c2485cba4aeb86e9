import type { Tenant } from "../tenant.js";

/**
 * The emulator's cookies, by oidc-provider's names for them. Cookies know no ports (RFC 6265 section 8.5), so they have
 * names of their own in each emulator of a machine.
 */
export function cookieNames({ port }: Tenant) {
  return {
    session: `emulator-${port}.session`,
    interaction: `emulator-${port}.interaction`,
    /** With it oidc-provider goes on with a sign-in, at the address of that sign-in alone. */
    resume: `emulator-${port}.resume`,
  };
}

/**
 * Returns the attributes of the cookie that keeps somebody signed in. Over https it comes with requests from the hidden
 * frames in which pages ask who is signed in, as Entra's does if the browser lets it; over http no browser takes such a one.
 */
export function sessionCookie({ url }: Tenant) {
  return url.startsWith("https:")
    ? ({ httpOnly: true, sameSite: "none", secure: true } as const)
    : ({ httpOnly: true, sameSite: "lax" } as const);
}
