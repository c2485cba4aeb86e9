import { afterAll, afterEach, describe, expect, test } from "vitest";
import { startDeployment } from "../support/deployment/deployment.js";
import { lost } from "../support/deployment/lost.js";
import { Customer } from "../support/visitors/customer.js";

const deployment = await startDeployment();
afterAll(() => deployment.close());

const [instance] = deployment.instances;

/** Enough that each instance has begun or finished some of their sign-ins. */
const crowd = 12;

function newCustomers(): Customer[] {
  return Array.from({ length: crowd }, (_, number) => new Customer(deployment, `Customer ${number}`));
}

/** How many customers had their last answer from the instance. */
function lastServedByIt(customers: readonly Customer[]): number {
  return customers.filter(({ answers }) => answers.at(-1)?.instance === instance?.name).length;
}

describe("an instance that is killed", () => {
  afterEach(async () => {
    await instance?.start();
    await deployment.balancer.hasFoundReady(instance?.name ?? "");
  });

  test("loses no sign-in between redirect and callback: another one completes it", async () => {
    const customers = newCustomers();
    for (const customer of customers) {
      await customer.goToTenant();
    }
    expect(lastServedByIt(customers)).toBe(crowd / 3);
    expect(await instance?.stop("SIGKILL")).toBeNull();
    for (const customer of customers) {
      await customer.comeBack();
      await customer.finish();
    }
    expect(await lost(customers)).toEqual([]);
  });

  test("loses no sign-in between callback and page: another one shows it", async () => {
    const customers = newCustomers();
    for (const customer of customers) {
      await customer.goToTenant();
    }
    for (const customer of customers) {
      await customer.comeBack();
    }
    for (const customer of customers) {
      await customer.finish();
    }
    expect(lastServedByIt(customers)).toBe(crowd / 3);
    expect(await instance?.stop("SIGKILL")).toBeNull();
    expect(await lost(customers)).toEqual([]);
  });
});
