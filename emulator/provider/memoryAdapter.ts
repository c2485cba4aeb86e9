import { randomBytes } from "node:crypto";
import type { Adapter, AdapterPayload } from "oidc-provider";
import { BoundedMap } from "../directory/boundedMap.js";

const entriesPerModel = 1000;

/** What oidc-provider keeps, by kind: it outlives the provider, which a change of the tenant replaces. */
export class MemoryStorage {
  /** Signs the cookies. */
  readonly cookieKey = randomBytes(32).toString("base64url");
  readonly #adapters = new Map<string, MemoryAdapter>();

  of(model: string): MemoryAdapter {
    const adapter = this.#adapters.get(model) ?? new MemoryAdapter(model);
    this.#adapters.set(model, adapter);
    return adapter;
  }

  /** Forgets everything, for those too who have one of its parts. */
  clear(): void {
    for (const adapter of this.#adapters.values()) {
      adapter.clear();
    }
  }
}

/**
 * Storage for oidc-provider, one bounded map for each kind of thing it keeps. It leaves expiry to oidc-provider, which
 * checks `exp` itself: an expired code that is still here gets Entra's own answer for expired codes.
 */
class MemoryAdapter implements Adapter {
  readonly #model: string;
  readonly #entries = new BoundedMap<string, AdapterPayload>(entriesPerModel);

  constructor(model: string) {
    this.#model = model;
  }

  clear(): void {
    this.#entries.clear();
  }

  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    this.#entries.set(id, payload);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.#entries.get(id);
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return [...this.#entries.values()].find((payload) => payload.uid === uid);
  }

  /** Who began to sign in with a code and did not come to the end can begin again: what refuses it is that it was used. */
  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    const found = [...this.#entries.values()].find((payload) => payload.userCode === userCode);
    return found && { ...found, inFlight: false };
  }

  async consume(id: string): Promise<void> {
    // Entra gives a new refresh token at each use, and the old one stays good.
    if (this.#model === "RefreshToken") {
      return;
    }
    const payload = this.#entries.get(id);
    if (payload) {
      payload.consumed = Math.floor(Date.now() / 1000);
    }
  }

  async destroy(id: string): Promise<void> {
    this.#entries.delete(id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    // A redeemed code stays, so that every further try is told that it was redeemed.
    if (this.#model === "AuthorizationCode") {
      return;
    }
    for (const [id, payload] of this.#entries) {
      if (payload.grantId === grantId) {
        this.#entries.delete(id);
      }
    }
  }
}
