/** Past this number in one half of the time no more are noted, so that memory stays bounded. */
const mostSessions = 100_000;

/**
 * The sessions that have been seen here lately. It forgets in halves: one that was not seen for `time` milliseconds is
 * forgotten for certain, and one that was seen within half of it is not.
 */
export class SeenSessions {
  readonly #half: number;
  #recent = new Set<string>();
  #before = new Set<string>();
  #turn: number;

  constructor(time: number) {
    this.#half = time / 2;
    this.#turn = Date.now();
  }

  add(id: string): void {
    this.#forget();
    this.#before.delete(id);
    if (this.#recent.size < mostSessions) {
      this.#recent.add(id);
    }
  }

  delete(id: string): void {
    this.#recent.delete(id);
    this.#before.delete(id);
  }

  get size(): number {
    this.#forget();
    return this.#recent.size + this.#before.size;
  }

  #forget(): void {
    const halves = Math.floor((Date.now() - this.#turn) / this.#half);
    if (halves > 0) {
      this.#before = halves === 1 ? this.#recent : new Set();
      this.#recent = new Set();
      this.#turn += halves * this.#half;
    }
  }
}
