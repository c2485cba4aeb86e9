import { BoundedMap } from "../../directory/boundedMap.js";
import { type Fault, type FaultOf, type FaultOrder, type FaultPoint, faultSchema } from "./fault.js";

const mostPending = 100;

interface Asked {
  /** A request for new tokens is at two points. */
  readonly at: readonly FaultPoint[];
  readonly clientId: string | undefined;
}

/** What is to go wrong, in the order in which it was asked for. */
export class Faults {
  readonly #pending = new BoundedMap<string, Fault>(mostPending);
  #latest = 0;

  /** @throws ZodError if nothing can fail like that. */
  set(order: FaultOrder): Fault {
    this.#latest += 1;
    const fault = { ...faultSchema.parse(order), id: String(this.#latest) };
    this.#pending.set(fault.id, fault);
    return fault;
  }

  get all(): readonly Fault[] {
    return [...this.#pending.values()];
  }

  /** Returns false if there is no such fault. */
  clear(id: string): boolean {
    return this.#pending.delete(id);
  }

  clearAll(): void {
    this.#pending.clear();
  }

  /** Returns the first fault of this kind for such a request, which goes away if it was for one. */
  take<Kind extends Fault["kind"]>(kind: Kind, { at, clientId }: Asked): FaultOf<Kind> | undefined {
    const isWanted = (fault: Fault): fault is FaultOf<Kind> => {
      const isForApplication = fault.clientId === undefined || fault.clientId === clientId?.toLowerCase();
      return fault.kind === kind && at.includes(fault.at) && isForApplication;
    };
    const found = this.all.find(isWanted);
    if (found?.until === "once") {
      this.#pending.delete(found.id);
    }
    return found;
  }
}
