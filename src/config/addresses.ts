import type { Settings } from "./variables.js";

/** Where the app takes the tenant's answers. */
export const redirectPath = "/auth/redirect";

/** The port that the app listens on where nothing says otherwise. */
export const defaultPort = 3000;

/** Where browsers find the app. */
export interface Addresses {
  /** The app's own origin: that of `redirectUri`. */
  readonly origin: string;
  readonly redirectUri: string;
  readonly postLogoutRedirectUri: string;
  /** Exactly when the app is served by https. */
  readonly secureCookies: boolean;
}

/** The app's addresses; on this machine where the settings do not say. */
export function addressesOf(settings: Settings): Addresses {
  const redirectUri =
    settings.REDIRECT_URI ?? new URL(`http://localhost:${settings.PORT ?? defaultPort}${redirectPath}`);
  return {
    origin: redirectUri.origin,
    redirectUri: redirectUri.href,
    postLogoutRedirectUri: settings.POST_LOGOUT_REDIRECT_URI?.href ?? `${redirectUri.origin}/`,
    secureCookies: redirectUri.protocol === "https:",
  };
}
