import { randomUUID } from "node:crypto";
import { BoundedMap } from "../../directory/boundedMap.js";
import { linksToEarlier, linksToLater } from "./links.js";
import type { Flow, Step } from "./step.js";

const mostFlows = 50;
const mostSteps = 40;
const mostLinks = 120;

interface KeptFlow extends Flow {
  readonly steps: Step[];
  /** The latest of them: an app can renew its tokens for ever. */
  readonly links: BoundedMap<string, string>;
  forgotten: number;
}

/** What requests to the tenant had to do with one another, the latest of them. */
export class Flows {
  readonly #flows = new BoundedMap<string, KeptFlow>(mostFlows, (flow) => this.#forgetLinks(flow));
  readonly #byLink = new Map<string, KeptFlow>();

  /** The latest first. */
  get all(): readonly Flow[] {
    return [...this.#flows.values()].reverse();
  }

  find(id: string): Flow | undefined {
    return this.#flows.get(id);
  }

  /** `bearer` is the access token that the request came with. */
  add(step: Step, bearer?: string): void {
    const earlier = linksToEarlier(step, bearer);
    const flow = earlier.map((link) => this.#byLink.get(link)).find(Boolean) ?? this.#newFlow();
    flow.steps.push(step);
    if (flow.steps.length > mostSteps) {
      flow.steps.shift();
      flow.forgotten += 1;
    }
    for (const link of linksToLater(step)) {
      flow.links.set(link, link);
      this.#byLink.set(link, flow);
    }
    this.#flows.set(flow.id, flow);
  }

  clear(): void {
    this.#flows.clear();
    this.#byLink.clear();
  }

  #forgetLinks({ links }: KeptFlow): void {
    for (const link of links.keys()) {
      this.#byLink.delete(link);
    }
  }

  #newFlow(): KeptFlow {
    const links = new BoundedMap<string, string>(mostLinks, (link) => void this.#byLink.delete(link));
    return { id: randomUUID(), steps: [], links, forgotten: 0 };
  }
}
