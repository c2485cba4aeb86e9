import { describe, expect, onTestFinished, test } from "vitest";
import { startDeployment } from "../support/deployment/deployment.js";
import { Load } from "../support/deployment/load.js";
import { lost } from "../support/deployment/lost.js";
import { rollOut } from "../support/deployment/rollOut.js";
import { Customer } from "../support/visitors/customer.js";

const former = "the-former-session-secret-0123456789abcdef";
const next = "the-next-session-secret-0123456789abcdefgh";

describe("a session secret that is replaced in the steps of docs/operations/session-secret.md", () => {
  test("fails no request, loses no sign-in under way and signs nobody out", async () => {
    const deployment = await startDeployment({ EXPRESS_SESSION_SECRET: former });
    onTestFinished(() => deployment.close());
    const newCustomers = (name: string) =>
      Array.from({ length: 6 }, (_, number) => new Customer(deployment, `${name} ${number}`));
    let load = new Load(deployment, 4);
    onTestFinished(() => load.stop());
    const goesOn = () => load.goesOnFor(5);

    const before = newCustomers("signed in before");
    for (const customer of before) {
      await customer.signIn();
    }
    for (const [step, secrets] of [
      ["known", `${former},${next}`],
      ["used", `${next},${former}`],
    ] as const) {
      const underWay = newCustomers(`under way when it is ${step}`);
      for (const customer of underWay) {
        await customer.goToTenant();
      }
      await rollOut(deployment, { EXPRESS_SESSION_SECRET: secrets }, goesOn);
      for (const customer of underWay) {
        await customer.comeBack();
        await customer.finish();
      }
      expect(await lost([...before, ...underWay])).toEqual([]);
    }
    await load.stop();
    expect(load.failures).toEqual([]);
    expect(await lost(load.signedIn)).toEqual([]);

    // Those who have signed in since, as everybody has after the longest time that a session lasts.
    load = new Load(deployment, 4);
    await load.goesOnFor(5);
    await rollOut(deployment, { EXPRESS_SESSION_SECRET: next }, goesOn);
    await load.stop();
    expect(load.failures).toEqual([]);
    expect(await lost(load.signedIn)).toEqual([]);
    // Their cookies have the former one's signature: this is why the last step waits.
    expect(await lost(before)).toEqual(before.map(({ name }) => name));
  });
});
