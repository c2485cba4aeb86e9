import { afterAll, describe, expect, test } from "vitest";
import { startDeployment } from "../support/deployment/deployment.js";
import { Load } from "../support/deployment/load.js";
import { lost } from "../support/deployment/lost.js";
import { eventsIn } from "../support/process/jsonLog.js";
import { Customer } from "../support/visitors/customer.js";

const deployment = await startDeployment();
const load = new Load(deployment);
afterAll(async () => {
  await load.stop();
  await deployment.close();
});

describe("a rolling restart", () => {
  test("fails no request and loses no sign-in while customers come and go, or are at the tenant", async () => {
    const underWay = Array.from(
      { length: 6 },
      (_, number) => new Customer(deployment, `under way ${number}`),
    );
    for (const customer of underWay) {
      await customer.goToTenant();
    }
    await load.goesOnFor(20);
    for (const instance of deployment.instances) {
      expect(await instance.stop("SIGTERM")).toBe(0);
      const messages = eventsIn(instance.log).map(({ message }) => message);
      expect(messages).toContainEqual(expect.stringMatching(/^The app has started\./));
      await load.goesOnFor(20);
      await instance.start();
      await deployment.balancer.hasFoundReady(instance.name);
      await load.goesOnFor(20);
    }
    await load.stop();
    expect(load.failures).toEqual([]);
    for (const customer of underWay) {
      await customer.comeBack();
      await customer.finish();
    }
    expect(await lost([...load.signedIn, ...underWay])).toEqual([]);
  });
});
