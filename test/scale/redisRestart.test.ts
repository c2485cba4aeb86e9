import { afterAll, describe, expect, test, vi } from "vitest";
import { startDeployment } from "../support/deployment/deployment.js";
import { lost } from "../support/deployment/lost.js";
import { patience } from "../support/time/patience.js";
import { type Answer, Customer } from "../support/visitors/customer.js";

const deployment = await startDeployment();
const { instances, balancer, redis } = deployment;

let over = false;
const activity: Promise<void>[] = [];
afterAll(async () => {
  over = true;
  await Promise.all(activity);
  await deployment.close();
});

const failures: string[] = [];
const newcomers: Customer[] = [];
const signedIn = newCustomers("signed in", 30);
const underWay = newCustomers("under way", 12);
const withoutSession = ["/auth/signin", "/stylesheets/app.css"];
const withSession = ["/", "/users/id"];

function newCustomers(name: string, count: number): Customer[] {
  return Array.from({ length: count }, (_, number) => new Customer(deployment, `${name} ${number}`));
}

async function browse(customer: Customer): Promise<void> {
  while (!over) {
    for (const path of [...withoutSession, ...withSession]) {
      await customer.lookAt(path);
    }
  }
}

/**
 * Customers sign in one after the other. Whoever is told to wait sends the same response again, as a reload does, and
 * starts again where the code was redeemed in the very moment in which Redis went.
 */
async function arrive(queue: number): Promise<void> {
  for (let number = 0; !over; number++) {
    const customer = new Customer(deployment, `newcomer ${queue}.${number}`);
    newcomers.push(customer);
    let status: number | undefined;
    while (status !== 200) {
      await customer.goToTenant();
      await customer.comeBack();
      status = await finishInTheEnd(customer);
    }
  }
}

async function finishInTheEnd(customer: Customer): Promise<number> {
  return vi.waitUntil(
    async () => {
      const { status } = await customer.tryToFinish();
      return status !== 503 && status;
    },
    { timeout: patience, interval: 100 },
  );
}

function answersTo(paths: readonly string[]): Answer[] {
  const requests = paths.map((path) => `GET ${path}`);
  return signedIn.flatMap(({ answers }) => answers.filter(({ request }) => requests.includes(request)));
}

/** Resolves when each customer who is signed in has had an answer for each page, asked for since now. */
async function browsingGoesOn(): Promise<void> {
  const pages = withoutSession.length + withSession.length;
  const wanted = signedIn.map(({ answers }) => answers.length + pages + 1);
  const allServed = () => signedIn.every(({ answers }, index) => answers.length >= (wanted[index] ?? 0));
  await expect.poll(allServed).toBe(true);
}

/** How an answer is seen from outside: its status, and with 503 whether it says when to try again. */
function kindOf({ status, headers }: Answer): string {
  return headers.has("Retry-After") ? `${status} Retry-After` : String(status);
}

describe("a restart of Redis", () => {
  test("loses nobody who is signed in or signing in, and lets no request wait until Redis is back", async () => {
    for (const customer of signedIn) {
      await customer.signIn();
    }
    for (const customer of underWay) {
      await customer.goToTenant();
    }
    const loops = [...signedIn.map(browse), ...[1, 2, 3, 4].map(arrive)];
    activity.push(...loops.map((loop) => loop.catch((error) => void failures.push(`${error}`))));
    await browsingGoesOn();

    await redis.stop();
    await Promise.all(instances.map(({ name }) => balancer.hasFoundAway(name)));
    for (const customer of underWay) {
      await customer.comeBack();
      expect(kindOf(await customer.tryToFinish())).toBe("503 Retry-After");
    }
    // Everybody is answered, those too whose requests were under way, while Redis is still away.
    await browsingGoesOn();

    await redis.start();
    await Promise.all(instances.map(({ name }) => balancer.hasFoundReady(name)));
    await browsingGoesOn();
    over = true;
    await Promise.all(activity);

    expect(failures).toEqual([]);
    for (const customer of underWay) {
      await customer.finish();
    }
    expect(await lost([...signedIn, ...underWay, ...newcomers])).toEqual([]);
    expect(new Set(answersTo(withSession).map(kindOf))).toEqual(new Set(["200", "503 Retry-After"]));
    expect(new Set(answersTo(withoutSession).map(kindOf))).toEqual(new Set(["200", "302"]));
  });

  test("restarts no instance: each one still ends as it should", async () => {
    expect(await Promise.all(instances.map((instance) => instance.stop("SIGTERM")))).toEqual([0, 0, 0]);
  });
});
