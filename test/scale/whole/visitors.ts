import type { Deployment } from "../../support/deployment/deployment.js";
import { Customer } from "../../support/visitors/customer.js";

/** How a sign-in ends, and what the tenant sends in place of a code if it is not well. */
const endings = {
  completed: undefined,
  cancelled: { error: "access_denied", error_subcode: "cancel" },
  blocked: { error: "access_denied", error_description: "AADSTS53003: Access has been blocked. marker" },
  redeemed: { code: "a code that was redeemed before, marker" },
} as const;

export type Ending = keyof typeof endings;

/** Of each 50 sign-ins one is cancelled, one is blocked by a policy, and one comes with a code that was redeemed. */
const unusual: Readonly<Record<number, Ending>> = { 11: "cancelled", 23: "blocked", 37: "redeemed" };

/** What the app answers the browser with at the end of the sign-in. */
const statuses: Readonly<Record<Ending, number>> = {
  completed: 200,
  cancelled: 200,
  blocked: 400,
  redeemed: 400,
};

/** People who come one after the other and sign in, until they are told to stop. */
export class Visitors {
  /** Those whose sign-in has ended, by the way in which it has. */
  readonly ended: Readonly<Record<Ending, Customer[]>> = {
    completed: [],
    cancelled: [],
    blocked: [],
    redeemed: [],
  };
  /** A line for each request that was not answered as it should be. */
  readonly failures: string[] = [];
  readonly #deployment: Deployment;
  readonly #queues: readonly Promise<void>[];
  #begun = 0;
  #stopped = false;
  /** What waits for the next sign-in to end. */
  #onEnd: () => void = () => undefined;

  /** `concurrency` is how many there are at the same time. */
  constructor(deployment: Deployment, concurrency: number) {
    this.#deployment = deployment;
    this.#queues = Array.from({ length: concurrency }, () => this.#queue());
  }

  get all(): Customer[] {
    return Object.values(this.ended).flat();
  }

  /** Resolves when so many have signed in, or a request has failed. */
  async haveSignedIn(count: number): Promise<void> {
    while (this.ended.completed.length < count && this.failures.length === 0) {
      await new Promise<void>((resolve) => {
        this.#onEnd = resolve;
      });
    }
  }

  /** Lets nobody else come, and waits for those who are there. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#queues);
  }

  async #queue(): Promise<void> {
    while (!this.#stopped) {
      const number = this.#begun++;
      const customer = new Customer(this.#deployment, `marker of person ${number}`);
      await this.#visit(customer, unusual[number % 50] ?? "completed").catch((error: unknown) =>
        this.failures.push(`${customer.name}: ${error}`),
      );
      this.#onEnd();
    }
  }

  async #visit(customer: Customer, ending: Ending): Promise<void> {
    await customer.goToTenant();
    const fields = endings[ending];
    if (fields) {
      customer.isTurnedAway(fields);
    }
    await customer.pause();
    await customer.comeBack();
    const { status } = await customer.tryToFinish();
    if (status !== statuses[ending]) {
      throw new Error(`A sign-in that was to be ${ending} was answered with ${status}.`);
    }
    this.ended[ending].push(customer);
    if (ending === "completed") {
      await customer.pause();
      const page = await customer.open("/users/id");
      if (page.status !== 200) {
        throw new Error(`/users/id was answered with ${page.status} by ${page.instance}.`);
      }
    }
  }
}
