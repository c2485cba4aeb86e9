import { createClient } from "redis";
import { describe, expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { startDeployment } from "../support/deployment/deployment.js";
import { Load } from "../support/deployment/load.js";
import { lost } from "../support/deployment/lost.js";
import { rollOut } from "../support/deployment/rollOut.js";
import type { RedisServer } from "../support/redis/redisServer.js";
import { Customer } from "../support/visitors/customer.js";

/** With it sessions have tokens, and sign-ins ask for more: stored data that the instances before do not write. */
const newer = { API_SCOPES: "User.Read" };
const older = { API_SCOPES: "" };

const session = z.record(z.string(), z.unknown());

/** Lets each session have what a version to come may write into it. Returns how many there are. */
async function addWhatNobodyKnows(redis: RedisServer): Promise<number> {
  const client = await createClient({ url: redis.url }).connect();
  const keys = await redis.keys("sign-in:session:");
  for (const key of keys) {
    const stored = session.parse(JSON.parse((await client.get(key)) ?? ""));
    const signedIn = { ...session.parse(stored.signedIn), ofANewerVersion: { is: ["unknown"] } };
    const text = JSON.stringify({ ...stored, signedIn, ofANewerVersion: true });
    await client.set(key, text, { expiration: "KEEPTTL", condition: "XX" });
  }
  client.destroy();
  return keys.length;
}

describe("an upgrade that is taken back", () => {
  test("fails no request and loses no sign-in while older and newer instances serve side by side", async () => {
    const deployment = await startDeployment(older);
    onTestFinished(() => deployment.close());
    const { instances, balancer, redis, tenant } = deployment;
    const newCustomers = (name: string) =>
      Array.from({ length: 6 }, (_, number) => new Customer(deployment, `${name} ${number}`));
    const ofTheOlder = newCustomers("of the older");
    for (const customer of ofTheOlder) {
      await customer.signIn();
    }
    const load = new Load(deployment, 4);
    onTestFinished(() => load.stop());
    const goesOn = () => load.goesOnFor(5);

    const [first, ...others] = instances;
    const firstAlone = { balancer, instances: first ? [first] : [] };
    await rollOut(firstAlone, newer, goesOn);
    const ofBoth = newCustomers("of both");
    for (const customer of ofBoth) {
      await customer.goToTenant();
    }
    for (const customer of ofBoth) {
      await customer.comeBack();
    }
    for (const customer of ofBoth) {
      await customer.finish();
    }
    expect(await lost([...ofTheOlder, ...ofBoth])).toEqual([]);

    await rollOut({ balancer, instances: others }, newer, goesOn);
    const ofTheNewer = newCustomers("of the newer");
    const underWay = newCustomers("under way");
    for (const customer of ofTheNewer) {
      await customer.signIn();
    }
    for (const customer of underWay) {
      await customer.goToTenant();
    }
    expect((await redis.keys("sign-in:tokens:")).length).toBeGreaterThan(ofTheNewer.length);
    expect(tenant.tokenRequests.at(-1)?.get("scope")).toContain("User.Read");
    expect(await addWhatNobodyKnows(redis)).toBeGreaterThan(ofTheOlder.length + ofTheNewer.length);

    await rollOut(deployment, older, goesOn);
    for (const customer of underWay) {
      await customer.comeBack();
      await customer.finish();
    }
    await load.stop();
    expect(load.failures).toEqual([]);
    expect(await lost([...ofTheOlder, ...ofBoth, ...ofTheNewer, ...underWay, ...load.signedIn])).toEqual([]);
  });
});
