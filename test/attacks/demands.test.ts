import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import {
  type Answer,
  honest,
  openPage,
  secondsAgo,
  signInBy,
  startGuardedApp,
} from "../support/guards/startGuardedApp.js";
import { tokenOfBen } from "../support/tenant/people.js";
import { expectExpired } from "../support/visitors/expectations.js";
import { goesOnTo } from "../support/visitors/html.js";
import {
  postAnswer,
  setCookies,
  signIn,
  signOut,
  type Visitor,
  visitorOf,
} from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startGuardedApp();
afterAll(app.close);

async function ada(): Promise<Visitor> {
  const visitor = visitorOf(app);
  await signInBy(visitor, tenant, "/auth/signin", honest);
  return visitor;
}

/** The address to which a page sends a visitor. */
async function demandOf(visitor: Visitor, page = "/guarded/context"): Promise<string> {
  return (await visitor.get(page).expect(302)).headers.location ?? "";
}

describe("a person who strips what the app asks the tenant for", () => {
  const stripped: Answer = () => ({ auth_time: secondsAgo(3600) });

  test.each([
    ["/guarded/recent", "auth_time is older than 300 s"],
    ["/guarded/context", "acrs of the ID token has no c1"],
  ])("is refused after one round at %s, and told why", async (page, why) => {
    const { shown, rounds } = await openPage(await ada(), tenant, page, stripped);
    expect([shown.status, rounds]).toEqual([403, 1]);
    expect(shown.text).toContain(why);
  });

  test.each(["/guarded/both", "/guarded/both-turned"])("never gets to %s", async (page) => {
    const visitor = await ada();
    for (let times = 0; times < 3; times += 1) {
      expect((await openPage(visitor, tenant, page, stripped)).shown.status).toBe(403);
    }
  });

  test("gets further without that", async () => {
    const visitor = await ada();
    await openPage(visitor, tenant, "/guarded/recent", stripped);
    const { shown, rounds } = await openPage(visitor, tenant, "/guarded/recent", honest);
    expect([shown.status, rounds]).toEqual([200, 1]);
  });
});

describe("a tenant that forgets one thing when it is asked for another", () => {
  test.each(["/guarded/both", "/guarded/both-turned"])("leads nobody round in circles: %s", async (page) => {
    const { shown, rounds } = await openPage(await ada(), tenant, page, honest);
    expect(shown.status).toBe(403);
    expect(rounds).toBeLessThanOrEqual(3);
  });

  test("leads nobody round in circles, whatever it answers", async () => {
    const answers = fc.array(fc.record({ recent: fc.boolean(), context: fc.boolean() }), {
      minLength: 10,
      maxLength: 10,
    });
    const page = fc.constantFrom("/guarded/both", "/guarded/both-turned");
    await fc.assert(
      fc.asyncProperty(page, answers, async (asked, given) => {
        const rest = [...given];
        const next: Answer = () => {
          const { recent = false, context = false } = rest.shift() ?? {};
          return { auth_time: secondsAgo(recent ? 5 : 3600), ...(context && { acrs: ["c1"] }) };
        };
        const { shown, rounds } = await openPage(await ada(), tenant, asked, next);
        expect([200, 403]).toContain(shown.status);
        expect(rounds).toBeLessThanOrEqual(3);
      }),
      { numRuns: 25 },
    );
  });
});

describe("a demand of somebody else", () => {
  test("asks nothing of a browser that is signed in as another person", async () => {
    const link = await demandOf(await ada());
    const ben = visitorOf(app);
    await signIn(ben, tenant, tokenOfBen(tenant));
    const answer = await ben.get(link);
    expectExpired(answer);
    expect(setCookies(answer)).toEqual([]);
    expect((await ben.get("/")).text).toContain("Hello, Ben Okafor");
  });

  test("asks nothing of a browser that is signed out", async () => {
    expectExpired(await visitorOf(app).get(await demandOf(await ada())));
  });

  test("asks nothing of the same person in another browser", async () => {
    const link = await demandOf(await ada());
    expectExpired(await (await ada()).get(link));
  });
});

describe("a demand that has served", () => {
  test("asks nothing any more", async () => {
    const visitor = await ada();
    const link = await demandOf(visitor);
    await signInBy(visitor, tenant, link, honest);
    expectExpired(await visitor.get(link));
    await visitor.get("/guarded/context").expect(200);
  });

  test("asks nothing once the person has signed out", async () => {
    const visitor = await ada();
    const link = await demandOf(visitor);
    await signOut(visitor).expect(200);
    expectExpired(await visitor.get(link));
  });
});

describe("a demand that nobody has sealed", () => {
  test.each(["demand=", "demand=a", "demand=e30..a.b.c", `demand=${"a".repeat(4000)}`])(
    "is refused: %s",
    async (query) => {
      expectExpired(await (await ada()).get(`/auth/signin?${query}`));
    },
  );

  test.each(["demand[]=a", "demand[a]=b"])("is no demand: %s", async (query) => {
    const { headers } = await visitorOf(app).get(`/auth/signin?${query}`).expect(302);
    expect(new URL(headers.location ?? "").searchParams.has("prompt")).toBe(false);
  });

  test("is refused where it comes twice", async () => {
    const visitor = await ada();
    const link = await demandOf(visitor);
    await visitor.get(`${link}&demand=a`).expect(400);
  });

  test("is refused where a letter of it is another", async () => {
    const visitor = await ada();
    const link = await demandOf(visitor);
    const start = link.indexOf("=") + 1;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: start, max: link.length - 1 }), async (place) => {
        // The last letter of a part may hold bits that stand for nothing.
        fc.pre(link[place] !== "." && link[place + 1] !== "." && place < link.length - 1);
        const letter = link[place] === "A" ? "B" : "A";
        expectExpired(await visitor.get(link.slice(0, place) + letter + link.slice(place + 1)));
      }),
      { numRuns: 50 },
    );
  });

  test("is refused where it is a transaction, which is sealed by the same secret", async () => {
    const visitor = await ada();
    const [cookie = ""] = setCookies(await visitor.get("/auth/signin"));
    const value = cookie.slice(cookie.indexOf("=") + 1, cookie.indexOf(";"));
    expectExpired(await visitor.get(`/auth/signin?demand=${value}`));
  });
});

describe("a page that asks again, by an odd address", () => {
  test.each([
    "/guarded/context?next=//evil.example",
    "/guarded/context?returnTo=https://evil.example/",
    "/guarded//evil.example/..%2fcontext",
    "/guarded/context/%2e%2e/%2fevil.example",
  ])("leads back to the app: %s", async (page) => {
    const visitor = await ada();
    const answer = await visitor.get(page);
    if (answer.status === 302) {
      const back = await signInBy(visitor, tenant, answer.headers.location ?? "", honest);
      expect(goesOnTo(back.text)).toMatch(/^\/(?!\/)/);
    } else {
      expect(answer.status).toBe(404);
    }
  });
});

describe("somebody else who comes back from the round", () => {
  test("has a session of their own, and what they may is theirs", async () => {
    const visitor = await ada();
    const url = (await visitor.get(await demandOf(visitor)).expect(302)).headers.location ?? "";
    await postAnswer(visitor, tenant.authorize(url, tokenOfBen(tenant).idToken)).expect(200);
    expect((await visitor.get("/")).text).toContain("Hello, Ben Okafor");
    await visitor.get("/guarded/context").expect(403);
  });
});

test.each(["login_hint", "preferred_username"])(
  "A demand is as short as an address may be, however long %s is",
  async (claim) => {
    const visitor = visitorOf(app);
    const long = { login_hint: undefined, [claim]: "a".repeat(20_000) };
    await signIn(visitor, tenant, { idToken: (claims) => tenant.sign({ ...claims, ...long }) });
    const { shown, rounds } = await openPage(visitor, tenant, "/guarded/context", honest);
    expect([shown.status, rounds]).toEqual([200, 1]);
  },
);

test("Nothing of a demand is in the log but which guard has made it", async () => {
  const visitor = await ada();
  const link = await demandOf(visitor);
  await signInBy(visitor, tenant, link, () => ({}));
  await visitor.get("/guarded/context").expect(403);
  const log = app.logLines.join("\n");
  expect(log).toContain("AccessError: auth_context_unmet (c1)");
  expect(log).not.toContain(link.slice(link.indexOf("=") + 1));
  expect(log).not.toMatch(/opaque-login-hint|contoso\.example/);
});
