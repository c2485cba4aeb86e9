import { expect } from "vitest";
import type { Deployment } from "./deployment.js";
import type { Environment, Instance } from "./instance.js";

/**
 * Gives the instances new settings, one after the other: each ends as it should, starts again, and gets requests again before
 * the next one ends. `between` is called while it is away, and when it is back.
 */
export async function rollOut(
  { instances, balancer }: Pick<Deployment, "balancer"> & { readonly instances: readonly Instance[] },
  changes: Environment,
  between: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  for (const instance of instances) {
    expect(await instance.stop("SIGTERM")).toBe(0);
    await between();
    await instance.start(changes);
    await balancer.hasFoundReady(instance.name);
    await between();
  }
}
