import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { tokenOfBen } from "../support/tenant/people.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { expectExpired, expectToGoHome } from "../support/visitors/expectations.js";
import { goesOnTo } from "../support/visitors/html.js";
import {
  beginSignIn,
  postAnswer,
  setCookies,
  type Visitor,
  visitorOf,
} from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

interface Tab {
  readonly returnTo: string;
  readonly answer: { code: string; state: string };
}

async function openTabs(visitor: Visitor, count: number): Promise<Tab[]> {
  const tabs: Tab[] = [];
  for (let number = 1; number <= count; number += 1) {
    const returnTo = `/users/id?tab=${number}`;
    const url = await beginSignIn(visitor, `/auth/signin?returnTo=${encodeURIComponent(returnTo)}`);
    tabs.push({ returnTo, answer: tenant.authorize(url) });
  }
  return tabs;
}

function ordersOf<T>(items: readonly T[]): T[][] {
  return items.length === 0
    ? [[]]
    : items.flatMap((first) =>
        ordersOf(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
      );
}

const orders = ordersOf([0, 1, 2, 3]);

describe("four tabs of one browser that sign in at once", () => {
  test("can finish in 24 orders", () => {
    expect(new Set(orders.map(String)).size).toBe(24);
  });

  test.each([0, 1, 2, 3])(
    "finish in each order that begins with tab %i, all where they began",
    async (first) => {
      for (const order of orders.filter((candidate) => candidate[0] === first)) {
        const visitor = visitorOf(app);
        const tabs = await openTabs(visitor, 4);
        for (const tab of order.map((index) => tabs[index])) {
          const { status, text } = await postAnswer(visitor, tab?.answer ?? {});
          expect([order, status, goesOnTo(text)]).toEqual([order, 200, tab?.returnTo]);
        }
      }
    },
  );
});

describe("more tabs of one browser that sign in at once", () => {
  test("finish but for the oldest, which is asked to start again", async () => {
    const visitor = visitorOf(app);
    const [oldest, ...others] = await openTabs(visitor, 5);
    expectExpired(await postAnswer(visitor, oldest?.answer ?? {}));
    for (const { answer, returnTo } of others.reverse()) {
      const { text } = await postAnswer(visitor, answer).expect(200);
      expect(goesOnTo(text)).toBe(returnTo);
    }
  });

  test("go home where another has signed the person in meanwhile", async () => {
    const visitor = visitorOf(app);
    const [oldest, ...others] = await openTabs(visitor, 5);
    await postAnswer(visitor, others[3]?.answer ?? {}).expect(200);
    expectToGoHome(await postAnswer(visitor, oldest?.answer ?? {}));
    expectToGoHome(await postAnswer(visitor, { state: `${oldest?.answer.state}`, error: "access_denied" }));
    expect((await visitor.get("/")).text).toContain("Hello, Ada Winters");
  });

  test.each([20, 36])("leave at most 4 kB of cookies, though %i began at the same moment", async (count) => {
    const visitor = visitorOf(app);
    const path = `/auth/signin?returnTo=/${"a".repeat(399)}`;
    const begun = await Promise.all(Array.from({ length: count }, () => visitor.get(path).expect(302)));
    const kept = cookiesKept(begun.flatMap(setCookies));
    expect(kept.size).toBe(4);
    expect(cookieHeaderOf(kept).length).toBeLessThanOrEqual(4096);
    const newest = begun.filter((answer) => setCookies(answer).some((cookie) => kept.has(cookie)));
    expect(newest.length).toBe(4);
    for (const { headers } of newest) {
      const answer = tenant.authorize(headers.location ?? "");
      const { text } = await postAnswer(visitorOf(app), answer).set("Cookie", cookieHeaderOf(kept));
      expect(goesOnTo(text)).toBe(`/${"a".repeat(399)}`);
    }
  });
});

/** Of several cookies of one name, a browser keeps the one that came last. */
function cookiesKept(cookies: readonly string[]): Set<string> {
  return new Set(new Map(cookies.map((cookie) => [cookie.split("=")[0], cookie])).values());
}

/** As long as it is where the app is served by https:. */
function cookieHeaderOf(cookies: ReadonlySet<string>): string {
  return [...cookies].map((cookie) => cookie.split(";")[0]).join("; ");
}

describe("two tabs whose answers were swapped", () => {
  test("sign nobody in, for the code needs the PKCE verifier of its own request", async () => {
    const visitor = visitorOf(app);
    const [first, second] = await openTabs(visitor, 2);
    expectExpired(
      await postAnswer(visitor, { state: `${first?.answer.state}`, code: `${second?.answer.code}` }),
    );
    expectExpired(
      await postAnswer(visitor, { state: `${second?.answer.state}`, code: `${first?.answer.code}` }),
    );
    await visitor.get("/users/id").expect(302);
  });

  test("sign nobody in where the tenant forgets to check PKCE, for the nonce is another's", async () => {
    const { tenant: careless, ...other } = await startAppWithStub();
    onTestFinished(other.close);
    const visitor = visitorOf(other);
    const first = new URL(await beginSignIn(visitor));
    const second = new URL(await beginSignIn(visitor));
    const idToken = await careless.sign(careless.claims(second.searchParams.get("nonce")));
    careless.answers.token = (_request, response) => {
      response.writeHead(200, { "Content-Type": "application/json" });
      response.end(JSON.stringify({ token_type: "Bearer", id_token: idToken, access_token: "a" }));
    };
    const answer = await postAnswer(visitor, { state: `${first.searchParams.get("state")}`, code: "c" });
    expect(answer.status).toBe(502);
    expect(answer.text).toContain("You could not be signed in");
    await visitor.get("/users/id").expect(302);
  });

  test("of two people leave the browser to the one who finished last", async () => {
    const visitor = visitorOf(app);
    const ada = tenant.authorize(await beginSignIn(visitor));
    const ben = tenant.authorize(await beginSignIn(visitor), tokenOfBen(tenant).idToken);
    await postAnswer(visitor, ben).expect(200);
    await postAnswer(visitor, ada).expect(200);
    const { text } = await visitor.get("/users/id").expect(200);
    expect(text).toContain("Ada Winters");
    expect(text).not.toContain("Ben Okafor");
  });
});
