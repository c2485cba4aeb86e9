import { describeCause } from "../../log/describeCause.js";
import type { Log } from "../../log/log.js";
import type { ExpiringRedisUser } from "./redisUser.js";

type RedisUser = Pick<ExpiringRedisUser, "username" | "password">;

/** The part of a token's remaining life after which the next one is asked for. Azure can go on giving the same one. */
const renewalPoint = 0.75;

/** Milliseconds between two renewals, whatever the endpoint says of a token's life. */
const shortest = 5_000;
const longest = 12 * 60 * 60 * 1000;

/** Milliseconds until a renewal that failed is tried again: twice as many each time. */
const firstRetry = 1_000;
const lastRetry = 30_000;

/**
 * The managed identity with which the app signs in to Redis: one token for all connections, renewed before it expires. A
 * renewal that fails is tried again, and the token stays as it was.
 */
export class RedisIdentity {
  readonly #acquire: () => Promise<ExpiringRedisUser>;
  readonly #log: Log;
  #newest: ExpiringRedisUser | undefined;
  #signIn: (user: RedisUser) => Promise<void> = async () => undefined;
  #renewing = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #failure: unknown;
  #failures = 0;
  #closed = false;

  /** Asks for the first token at once. */
  constructor(acquire: () => Promise<ExpiringRedisUser>, log: Log) {
    this.#acquire = acquire;
    this.#log = log;
    void this.renew();
  }

  /**
   * Returns whom a new connection signs in as, by the newest token. Redis judges whether it is still good.
   *
   * @throws what the last renewal failed with, if there has been no token yet.
   */
  async current(): Promise<RedisUser> {
    if (!this.#newest) {
      await this.#renewing;
    }
    if (!this.#newest) {
      throw this.#failure;
    }
    return userOf(this.#newest);
  }

  /** Calls `signIn` with each new token, for the connections that stand. If it rejects, the renewal has failed. */
  onRenewal(signIn: (user: RedisUser) => Promise<void>): void {
    this.#signIn = signIn;
  }

  /** Gets a new token, after any renewal that is under way. It never rejects. */
  renew(): Promise<void> {
    this.#renewing = this.#renewing.then(() => this.#renew());
    return this.#renewing;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async #renew(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const next = await this.#acquire();
      await this.#use(next);
      this.#succeeded();
      this.#renewIn(renewalPoint * (next.expiresOn.getTime() - Date.now()));
    } catch (error) {
      this.#failed(error);
      this.#retryIn(firstRetry * 2 ** (this.#failures - 1));
    }
  }

  async #use(next: ExpiringRedisUser): Promise<void> {
    const before = this.#newest;
    // A connection that is made meanwhile takes it too.
    this.#newest = next;
    try {
      await this.#signIn(userOf(next));
    } catch (error) {
      // One that refuses it may not be all, and none takes a token that has expired.
      if (before && before.expiresOn.getTime() > Date.now()) {
        this.#newest = before;
      }
      throw error;
    }
  }

  #succeeded(): void {
    if (this.#failures > 0) {
      this.#log.info("Signing in to Redis by the managed identity works again.");
    }
    this.#failures = 0;
  }

  #failed(error: unknown): void {
    this.#failure = error;
    this.#failures += 1;
    // What is wrong is said when it is first tried, and nothing is if it is not tried again.
    if (this.#failures > 1 || this.#closed) {
      return;
    }
    const until = this.#newest ? `; the token in use expires at ${this.#newest.expiresOn.toISOString()}` : "";
    this.#log.warn(
      `Signing in to Redis by the managed identity failed, and is tried again${until}: ${describeCause(error)}`,
    );
  }

  #renewIn(milliseconds: number): void {
    this.#schedule(Math.min(Math.max(milliseconds, shortest), longest));
  }

  #retryIn(milliseconds: number): void {
    this.#schedule(Math.min(milliseconds, lastRetry));
  }

  #schedule(milliseconds: number): void {
    if (!this.#closed) {
      this.#timer = setTimeout(() => this.renew(), milliseconds);
      this.#timer.unref();
    }
  }
}

function userOf({ username, password }: ExpiringRedisUser): RedisUser {
  return { username, password };
}
