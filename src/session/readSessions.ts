import type { Store } from "express-session";

/**
 * The sessions that requests have read from a store, as opposed to new ones. Saving one of these must not bring back what a
 * sign-out has ended while the request was under way.
 *
 * @see https://github.com/expressjs/session#session-store-implementation
 */
export function readSessionsOf(store: Store): WeakSet<object> {
  const read = new WeakSet<object>();
  const createSession = store.createSession.bind(store);
  store.createSession = (request, data) => {
    const session = createSession(request, data);
    read.add(session);
    return session;
  };
  return read;
}
