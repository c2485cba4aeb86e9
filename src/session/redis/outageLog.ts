import { describeCause } from "../../log/describeCause.js";
import type { Log } from "../../log/log.js";
import { redisFault } from "./redisFault.js";

/** Says once that Redis is away, and once that it is back, however often it is tried in between. */
export class OutageLog {
  readonly #log: Log;
  #away = false;

  constructor(log: Log) {
    this.#log = log;
  }

  away(error: unknown): void {
    if (!this.#away) {
      this.#log.warn(`Redis is away: ${describeCause(redisFault(error))}`);
    }
    this.#away = true;
  }

  back(): void {
    if (this.#away) {
      this.#log.info("Redis is back.");
    }
    this.#away = false;
  }
}
