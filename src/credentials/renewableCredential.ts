import { isDeepStrictEqual } from "node:util";
import type { ClientCredential, MsalCredential } from "../auth/clientCredential.js";
import { describeCause } from "../log/describeCause.js";
import type { Log } from "../log/log.js";
import { dayOf } from "./dayOf.js";

/** A credential that was read from where others renew it. */
export interface LoadedCredential {
  readonly credential: MsalCredential;
  /** When the certificate expires. */
  readonly validTo?: Date;
}

/** Milliseconds before its end at which a certificate deserves a warning. */
const soon = 30 * 24 * 60 * 60 * 1000;

/** Milliseconds until a reading that failed is tried again: a vault comes back, a certificate becomes valid. */
const retryInterval = 60 * 1000;

/** A credential that is read again on a schedule, or when told to. What cannot be read changes nothing. */
export class RenewableCredential implements ClientCredential {
  readonly #load: () => Promise<LoadedCredential>;
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;
  #loaded: LoadedCredential;
  #renewing = Promise.resolve();

  private constructor(
    loaded: LoadedCredential,
    load: () => Promise<LoadedCredential>,
    interval: number,
    log: Log,
  ) {
    this.#loaded = loaded;
    this.#load = load;
    this.#log = log;
    this.#timer = setInterval(() => this.renew(), interval);
    this.#timer.unref();
    this.#warnOfExpiry();
  }

  /** Reads it for the first time, and then every `interval` milliseconds. Rejects as `load` does. */
  static async load(
    load: () => Promise<LoadedCredential>,
    interval: number,
    log: Log,
  ): Promise<RenewableCredential> {
    return new RenewableCredential(await load(), load, interval, log);
  }

  get current(): MsalCredential {
    return this.#loaded.credential;
  }

  /** Reads it again, after any reading that is under way. It never rejects. */
  renew(): Promise<void> {
    return this.#renewNext({ isRetry: false });
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    clearTimeout(this.#retry);
  }

  #renewNext({ isRetry }: { isRetry: boolean }): Promise<void> {
    this.#renewing = this.#renewing.then(() => this.#renew(isRetry));
    return this.#renewing;
  }

  #retryLater(): void {
    if (!this.#closed) {
      this.#retry = setTimeout(() => this.#renewNext({ isRetry: true }), retryInterval);
      this.#retry.unref();
    }
  }

  async #renew(isRetry: boolean): Promise<void> {
    clearTimeout(this.#retry);
    try {
      const loaded = await this.#load();
      if (!isDeepStrictEqual(loaded.credential, this.#loaded.credential)) {
        const until = loaded.validTo ? `, which is valid until ${dayOf(loaded.validTo)}` : "";
        this.#log.info(`From now on the app proves its identity with the renewed credential${until}.`);
      }
      this.#loaded = loaded;
    } catch (error) {
      this.#retryLater();
      // What is wrong was said when it was first tried.
      if (isRetry) {
        return;
      }
      this.#log.warn(`The credential could not be read again, and stays as it was: ${describeCause(error)}`);
    }
    this.#warnOfExpiry();
  }

  #warnOfExpiry(): void {
    const { validTo } = this.#loaded;
    if (!validTo || validTo.getTime() - Date.now() >= soon) {
      return;
    }
    const day = dayOf(validTo);
    this.#log.warn(
      validTo.getTime() > Date.now()
        ? `The client certificate expires on ${day}: renew it before.`
        : `The client certificate has expired on ${day}: renew it now.`,
    );
  }
}
