/**
 * Graph's eventual consistency: an object that was just made is not found by the first requests that look for it,
 * because they are answered by replicas which do not have it yet.
 */
export class Replication {
  #lag = 0;
  #call = 0;
  readonly #missing = new Map<string, { requestsLeft: number; lastCall: number }>();

  /** Lets so many requests not find an object made from now on; 0 lets every object be found at once. */
  lagBy(requests: number): void {
    this.#lag = requests;
    if (requests === 0) {
      this.#missing.clear();
    }
  }

  /** Each call counts once for an object, however often it looks for it. */
  startCall(): void {
    this.#call += 1;
  }

  made(id: string): void {
    if (this.#lag > 0) {
      this.#missing.set(id, { requestsLeft: this.#lag, lastCall: this.#call });
    }
  }

  has(id: string): boolean {
    const missing = this.#missing.get(id);
    if (!missing) {
      return true;
    }
    if (missing.lastCall === this.#call) {
      return false;
    }
    if (missing.requestsLeft === 0) {
      this.#missing.delete(id);
      return true;
    }
    missing.requestsLeft -= 1;
    missing.lastCall = this.#call;
    return false;
  }
}
