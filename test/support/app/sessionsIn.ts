import type { Store } from "express-session";

/** How many sessions the store of an app keeps. */
export function sessionsIn({ sessionStore }: { readonly sessionStore: Store }): Promise<number> {
  return new Promise((resolve, reject) => {
    if (!sessionStore.length) {
      throw new Error("The store does not count its sessions.");
    }
    sessionStore.length((error: unknown, count = 0) => (error ? reject(error) : resolve(count)));
  });
}
