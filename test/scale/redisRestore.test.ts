import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Deployment, startDeployment } from "../support/deployment/deployment.js";
import { lost } from "../support/deployment/lost.js";
import { temporaryFolder } from "../support/process/temporaryFolder.js";
import { Customer } from "../support/visitors/customer.js";

async function start(): Promise<Deployment> {
  const deployment = await startDeployment();
  onTestFinished(() => deployment.close());
  return deployment;
}

async function signedIn(deployment: Deployment, name: string): Promise<Customer[]> {
  const customers = Array.from({ length: 4 }, (_, number) => new Customer(deployment, `${name} ${number}`));
  for (const customer of customers) {
    await customer.signIn();
  }
  return customers;
}

async function isFound({ instances, balancer }: Deployment, state: "Ready" | "Away"): Promise<void> {
  await Promise.all(instances.map(({ name }) => balancer[`hasFound${state}`](name)));
}

const namesOf = (customers: readonly Customer[]) => customers.map(({ name }) => name);

describe("a Redis that has lost its data", () => {
  test("signs everybody out, who can sign in again, and ends no sign-in under way", async () => {
    const deployment = await start();
    const { redis } = deployment;
    const customers = await signedIn(deployment, "signed in");
    const underWay = new Customer(deployment, "under way");
    await underWay.goToTenant();
    await redis.stop();
    await isFound(deployment, "Away");
    redis.loseData();
    await redis.start();
    await isFound(deployment, "Ready");
    expect(await lost(customers)).toEqual(namesOf(customers));
    await underWay.comeBack();
    await underWay.finish();
    for (const customer of customers) {
      await customer.signIn();
    }
    expect(await lost([...customers, underWay])).toEqual([]);
  });
});

describe("a Redis that is restored from a backup in the steps of docs/operations/redis.md", () => {
  test("brings back no session that has ended since, and lets everybody sign in again", async () => {
    const deployment = await start();
    const { redis } = deployment;
    const stayed = await signedIn(deployment, "stayed");
    const signedOut = await signedIn(deployment, "signed out");
    const backup = path.join(temporaryFolder(), "dump.rdb");
    await redis.backUp(backup);
    for (const customer of signedOut) {
      await customer.reportSignOut();
    }
    const underWay = new Customer(deployment, "under way");
    await underWay.goToTenant();
    expect(await lost([...stayed, ...signedOut])).toEqual(namesOf(signedOut));

    await redis.stop();
    await isFound(deployment, "Away");
    redis.loseData(backup);
    for (const instance of deployment.instances) {
      expect(await instance.stop("SIGTERM")).toBe(0);
      await instance.start({
        REDIS_PREFIX: "sign-in-2:",
        EXPRESS_SESSION_SECRET: "another-session-secret-0123456789abcdefghij",
      });
    }
    await redis.start();
    await redis.keepRestored();
    await isFound(deployment, "Ready");

    expect(await redis.keys("sign-in:session:")).toHaveLength(stayed.length + signedOut.length);
    const everybody = [...stayed, ...signedOut];
    expect(await lost(everybody)).toEqual(namesOf(everybody));
    await underWay.comeBack();
    expect((await underWay.tryToFinish()).status).toBe(400);
    for (const customer of [...everybody, underWay]) {
      await customer.signIn();
    }
    expect(await lost([...everybody, underWay])).toEqual([]);
  });
});
