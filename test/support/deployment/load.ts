import { vi } from "vitest";
import { patience } from "../time/patience.js";
import { Customer } from "../visitors/customer.js";
import type { Deployment } from "./deployment.js";

/** Pages that each one looks at after signing in. */
const pages = ["/users/id", "/", "/users/id"];

/** Customers who come one after the other, sign in and look at pages, until `stop`. */
export class Load {
  readonly signedIn: Customer[] = [];
  /** A line for each request that was not answered as it should be. */
  readonly failures: string[] = [];
  readonly #deployment: Deployment;
  readonly #queues: readonly Promise<void>[];
  #begun = 0;
  #stopped = false;

  /** `concurrency` is how many there are at the same time. */
  constructor(deployment: Deployment, concurrency = 16) {
    this.#deployment = deployment;
    this.#queues = Array.from({ length: concurrency }, () => this.#queue());
  }

  /** Resolves when so many more customers have signed in. */
  async goesOnFor(more: number): Promise<void> {
    const wanted = this.signedIn.length + more;
    await vi.waitFor(
      () => {
        if (this.signedIn.length < wanted) {
          throw new Error(`${this.signedIn.length} signed in, not ${wanted}: ${this.failures.join("\n")}`);
        }
      },
      { timeout: patience, interval: 20 },
    );
  }

  /** Lets nobody else come, and waits for those who are there. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#queues);
  }

  async #queue(): Promise<void> {
    while (!this.#stopped) {
      await this.#visit(new Customer(this.#deployment, `Customer ${this.#begun++}`));
    }
  }

  async #visit(customer: Customer): Promise<void> {
    try {
      await customer.signIn();
      this.signedIn.push(customer);
      for (const path of pages) {
        const { status, instance } = await customer.lookAt(path);
        if (status !== 200) {
          this.failures.push(`${customer.name}: ${path} was answered with ${status} by ${instance}`);
        }
      }
    } catch (error) {
      this.failures.push(`${customer.name}: ${error}`);
    }
  }
}
