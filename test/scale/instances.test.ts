import { afterAll, describe, expect, test } from "vitest";
import { startDeployment } from "../support/deployment/deployment.js";
import { lost } from "../support/deployment/lost.js";
import { Customer } from "../support/visitors/customer.js";

const deployment = await startDeployment();
afterAll(() => deployment.close());

/** No multiple of three, so that each step of a customer comes to another instance than the one before. */
const customers = Array.from({ length: 500 }, (_, number) => new Customer(deployment, `Customer ${number}`));

describe("three instances behind a load balancer", () => {
  test("sign 500 customers in at the same time although every request goes to another instance", async () => {
    for (const customer of customers) {
      await customer.goToTenant();
    }
    for (const customer of customers) {
      await customer.comeBack();
    }
    for (const customer of customers) {
      await customer.finish();
    }
    expect(await lost(customers)).toEqual([]);
    for (const { answers } of customers) {
      const [first, second, third, fourth] = answers.map(({ instance }) => instance);
      expect(new Set([first, second, third])).toEqual(new Set(["one", "two", "three"]));
      expect(fourth).not.toBe(third);
    }
  });
});
