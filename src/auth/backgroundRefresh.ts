import type { Log } from "../log.js";
import type { AuthProvider } from "./AuthProvider.js";
import { describeCause } from "./describeCause.js";

const interval = 60 * 60 * 1000;

/**
 * Fetches the tenant's metadata and keys at once and then every hour, so that nobody who signs in waits for them. Where
 * that fails the old ones stay. Gives a function that ends it.
 */
export function refreshInBackground(authProvider: AuthProvider, log: Log): () => void {
  const refresh = () => {
    authProvider.refresh().catch((error: unknown) => {
      log.warn(`The tenant's metadata or keys could not be refreshed: ${describeCause(error)}`);
    });
  };
  refresh();
  const timer = setInterval(refresh, interval);
  timer.unref();
  return () => clearInterval(timer);
}
