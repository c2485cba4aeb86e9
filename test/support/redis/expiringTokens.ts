import { setTimeout as delay } from "node:timers/promises";
import type { IdentityUsers } from "./identityUsers.js";

/** Milliseconds between two looks at the connections. */
const pause = 200;

/**
 * Lets each token expire as soon as its connection signs in with the next one, or has gone: Redis then ends whatever lives by it
 * still.
 */
export class ExpiringTokens {
  readonly #users: IdentityUsers;
  readonly #watching: Promise<void>;
  #stopped = false;
  /** The user that each connection has signed in as, as last seen. */
  #seen = new Map<string, string>();
  /** How often a connection that stood has signed in anew. */
  renewals = 0;

  constructor(users: IdentityUsers) {
    this.#users = users;
    this.#watching = this.#watch();
  }

  /** Expires no more, and throws what went wrong. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#watching;
  }

  async #watch(): Promise<void> {
    while (!this.#stopped) {
      await this.#look();
      await delay(pause);
    }
  }

  async #look(): Promise<void> {
    const connections = (await this.#users.connections()).flat();
    const before = this.#seen;
    this.#seen = new Map(connections.map(({ id, user }) => [id, user]));
    this.renewals += connections.filter(({ id, user }) => (before.get(id) ?? user) !== user).length;
    const inUse = new Set(this.#seen.values());
    const expired = [...before.values()].filter((user) => !inUse.has(user));
    if (expired.length > 0) {
      await this.#users.ask("ACL", "DELUSER", ...expired);
    }
  }
}
