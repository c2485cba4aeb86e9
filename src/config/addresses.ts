import { addFault, type Faults } from "./faults.js";
import { allSettings, type Settings } from "./settings/settings.js";

/** The path to which the tenant sends its answers. */
const redirectPath = "/auth/redirect";

/** Where browsers find the app. */
export interface Addresses {
  /** The app's own origin: that of `redirectUri`. */
  readonly origin: string;
  /** As it is written in the settings: the tenant compares it letter for letter. */
  readonly redirectUri: string;
  readonly postLogoutRedirectUri: string;
  /** True if the app is served by https. */
  readonly secureCookies: boolean;
}

/** Returns the app's addresses. If the settings name none, they are on this machine. */
export function addressesOf(settings: Settings): Addresses {
  // A socket or a pipe has no address that a browser could open.
  const port = typeof settings.PORT === "number" ? settings.PORT : allSettings.PORT.default;
  const redirectUri = settings.REDIRECT_URI ?? `http://localhost:${port}${redirectPath}`;
  const { origin, protocol } = new URL(redirectUri);
  return {
    origin,
    redirectUri,
    postLogoutRedirectUri: settings.POST_LOGOUT_REDIRECT_URI ?? `${origin}/`,
    secureCookies: protocol === "https:",
  };
}

/** Adds a fault if the redirect URI is missing or has another path. */
export function checkAddresses(
  { REDIRECT_URI, PORT }: Settings,
  { redirectUri }: Addresses,
  production: boolean,
  faults: Faults,
): void {
  if (!REDIRECT_URI && typeof PORT === "string") {
    addFault(faults, "REDIRECT_URI", "is missing, and a PORT that is a path does not say it");
  }
  if (!REDIRECT_URI && production) {
    addFault(faults, "REDIRECT_URI", "is missing");
  }
  if (new URL(redirectUri).pathname !== redirectPath) {
    addFault(faults, "REDIRECT_URI", `must be this app's address with the path ${redirectPath}`);
  }
}
