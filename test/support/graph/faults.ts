/** How a call fails: with this status, or with the connection cut. */
export type Failure = number | "cut";

/** What happens to one call in place of its usual answer. */
export interface Fault {
  readonly failure: Failure;
  /** When the call fails: before it takes effect, or after. */
  readonly when: "before" | "after";
  readonly retryAfterSeconds?: number;
}

/** The calls that fail because a test says so. */
export class Faults {
  #calls = 0;
  readonly #byCall = new Map<number, Fault>();

  /** Makes the n-th call fail, counted from 1. */
  failCall(number: number, fault: Fault): void {
    this.#byCall.set(number, fault);
  }

  failNextCalls(count: number, fault: Fault): void {
    for (let next = 1; next <= count; next += 1) {
      this.failCall(this.#calls + next, fault);
    }
  }

  /** Counts a call, and returns its fault if it has one. */
  next(): Fault | undefined {
    this.#calls += 1;
    return this.#byCall.get(this.#calls);
  }
}
