import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { Environment } from "../../src/config/environment/parseEnvironment.js";
import type { TestApp } from "../support/app/startApp.js";
import { connectTo } from "../support/network/rawConnection.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { postAnswer, sessionCookieIn, signIn, signOut, visitorOf } from "../support/visitors/signInByHttp.js";

// The minute does not end in the middle of a test.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

async function startLimited(environment: Environment): Promise<TestApp> {
  const { tenant: _tenant, ...app } = await startAppWithStub(environment);
  onTestFinished(app.close);
  return app;
}

/** The statuses that a client with these addresses gets, one request after the other. */
async function statusesFor(app: TestApp, addresses: readonly string[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const address of addresses) {
    const { status } = await visitorOf(app).get("/auth/signin?moved=1").set("X-Forwarded-For", address);
    statuses.push(status);
  }
  return statuses;
}

describe("AUTH_RATE_LIMIT", () => {
  test("answers one request too many with a page that says when to come back", async () => {
    const app = await startLimited({ AUTH_RATE_LIMIT: "2" });
    await visitorOf(app).get("/auth/signin").expect(302);
    await visitorOf(app).get("/auth/redirect?state=s").expect(400);
    const { headers, text } = await visitorOf(app).get("/auth/signin").expect(429);
    expect(text).toContain("Too many requests");
    const seconds = Number(headers["retry-after"]);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
  });

  test("is reached before the session is read, which costs the storage a call", async () => {
    const { tenant, ...app } = await startAppWithStub({ AUTH_RATE_LIMIT: "2" });
    onTestFinished(app.close);
    const session = sessionCookieIn(await signIn(visitorOf(app), tenant)) ?? "";
    const get = vi.spyOn(app.sessionStore, "get");
    await visitorOf(app).get("/auth/redirect?state=s").set("Cookie", session).expect(429);
    expect(get).not.toHaveBeenCalled();
    await visitorOf(app)
      .get("/")
      .set("Cookie", session)
      .expect(200, /Hello, Ada/);
    expect(get).toHaveBeenCalledOnce();
  });

  test("lets people in again when the time that it told is over", async () => {
    const app = await startLimited({ AUTH_RATE_LIMIT: "1" });
    await visitorOf(app).get("/auth/signin").expect(302);
    const { headers } = await visitorOf(app).get("/auth/signin").expect(429);
    vi.setSystemTime(Date.now() + (Number(headers["retry-after"]) - 1) * 1000);
    await visitorOf(app).get("/auth/signin").expect(429);
    vi.setSystemTime(Date.now() + 1000);
    await visitorOf(app).get("/auth/signin").expect(302);
  });

  test("is 60 requests a minute where nothing says otherwise", async () => {
    const app = await startLimited({ AUTH_RATE_LIMIT: "" });
    for (let count = 0; count < 60; count += 1) {
      await visitorOf(app).get("/auth/redirect").expect(400);
    }
    await visitorOf(app).get("/auth/redirect").expect(429);
  });

  test("counts apart what another site makes a browser ask for, so that it uses up no sign-in of the person's", async () => {
    const app = await startLimited({ AUTH_RATE_LIMIT: "4" });
    const navigation = { "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document" };
    const statuses: number[] = [];
    for (const [path, site] of [
      ["/auth/signin", "cross-site"],
      ["/auth/redirect?state=s", "same-site"],
    ] as const) {
      for (let count = 0; count < 3; count += 1) {
        const forced = { ...navigation, "Sec-Fetch-Site": site };
        statuses.push((await visitorOf(app).get(path).set(forced)).status);
      }
    }
    expect(statuses).toEqual([302, 302, 302, 400, 429, 429]);
    for (const own of [
      { "Sec-Fetch-Site": "same-origin", "Sec-Fetch-User": "?1" },
      { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-User": "?1" },
      { "Sec-Fetch-Site": "none" },
      {},
    ]) {
      await visitorOf(app)
        .get("/auth/signin")
        .set({ ...navigation, ...own })
        .expect(302);
    }
    await visitorOf(app).get("/auth/signin").expect(429);
  });

  test("has no limit at 0", async () => {
    const app = await startLimited({ AUTH_RATE_LIMIT: "0" });
    for (let count = 0; count < 100; count += 1) {
      await visitorOf(app).get("/auth/redirect").expect(400);
    }
  });

  test("counts what costs: sign-ins and answers, by every spelling of the path", async () => {
    const app = await startLimited({ AUTH_RATE_LIMIT: "4" });
    await visitorOf(app).get("/AUTH/signin").expect(302);
    await visitorOf(app).head("/auth/signin/").expect(302);
    await visitorOf(app).get("/auth/redirect?state=s").expect(400);
    await postAnswer(visitorOf(app), { state: "s" }).expect(400);
    await visitorOf(app).get("/Auth/signin").expect(429);
    await postAnswer(visitorOf(app), { state: "s" }).expect(429);
  });

  test("counts nothing that is answered at once", async () => {
    const app = await startLimited({ AUTH_RATE_LIMIT: "1" });
    await visitorOf(app).get("/auth/signin").set("Sec-Fetch-Mode", "no-cors").expect(401);
    await visitorOf(app).post("/auth/redirect").type("form").send({ state: "s" }).expect(200);
    await postAnswer(visitorOf(app), { state: "s" }).set("Sec-Fetch-Site", "cross-site").expect(200);
    await visitorOf(app).delete("/auth/signin").expect(405);
    await visitorOf(app).get("/auth/nowhere").expect(404);
    await visitorOf(app).get("/auth/signin").expect(302);
  });

  test("does not limit signing out, the home page, pages for signed-in people and static files", async () => {
    const app = await startLimited({ AUTH_RATE_LIMIT: "1" });
    await visitorOf(app).get("/auth/signin").expect(302);
    await visitorOf(app).get("/auth/signin").expect(429);
    await visitorOf(app).get("/auth/signout").expect(200);
    await signOut(visitorOf(app)).expect(200);
    await visitorOf(app).get("/auth/frontchannel-logout?sid=s").expect(200);
    await visitorOf(app).get("/").expect(200);
    await visitorOf(app).get("/users/id").expect(302);
    await visitorOf(app).get("/stylesheets/app.css").expect(200);
  });
});

describe("the client address that AUTH_RATE_LIMIT counts", () => {
  test("cannot be changed by X-Forwarded-For without TRUST_PROXY", async () => {
    const app = await startLimited({ AUTH_RATE_LIMIT: "2" });
    expect(await statusesFor(app, ["203.0.113.1", "203.0.113.2", "203.0.113.3"])).toEqual([302, 302, 429]);
  });

  test("is the one that the trusted proxy has seen", async () => {
    const app = await startLimited({ AUTH_RATE_LIMIT: "1", TRUST_PROXY: "loopback" });
    expect(await statusesFor(app, ["203.0.113.1", "203.0.113.2", "203.0.113.1"])).toEqual([302, 302, 429]);
  });

  test.each(["loopback", "1", "127.0.0.1, ::1"])(
    "is not what the client put before it (TRUST_PROXY=%s)",
    async (proxies) => {
      const app = await startLimited({ AUTH_RATE_LIMIT: "1", TRUST_PROXY: proxies });
      const lies = ["198.51.100.1, 203.0.113.1", "198.51.100.2, 203.0.113.1", "unknown, 203.0.113.1"];
      expect(await statusesFor(app, lies)).toEqual([302, 429, 429]);
    },
  );

  test("is one for the whole network that a client of IPv6 has", async () => {
    const app = await startLimited({ AUTH_RATE_LIMIT: "1", TRUST_PROXY: "loopback" });
    expect(await statusesFor(app, ["2001:db8::1", "2001:db8::2", "2001:db8:1::1"])).toEqual([302, 429, 302]);
  });

  test("is the same whether IPv4 is written as IPv6 or not", async () => {
    const app = await startLimited({ AUTH_RATE_LIMIT: "1", TRUST_PROXY: "loopback" });
    expect(await statusesFor(app, ["203.0.113.1", "::ffff:203.0.113.1"])).toEqual([302, 429]);
  });

  test.each([
    [["203.0.113.1:50000", "203.0.113.1:50001", "203.0.113.1"], "203.0.113.2:50000"],
    [["[2001:db8::1]:50000", "[2001:db8::1]:50001", "2001:db8::1"], "[2001:db8:1::1]:50000"],
  ])("is the same on each port that a gateway of Azure names with it: %j", async (same, other) => {
    const app = await startLimited({ AUTH_RATE_LIMIT: "1", TRUST_PROXY: "1" });
    expect(await statusesFor(app, [...same, other])).toEqual([302, 429, 429, 302]);
  });

  test("may be unknown, of those who have gone, which is no error", async () => {
    const app = await startLimited({ AUTH_RATE_LIMIT: "100" });
    for (let count = 0; count < 20; count += 1) {
      const socket = await connectTo(app);
      socket.write("GET /auth/signin HTTP/1.1\r\nHost: localhost\r\n\r\n", () => socket.resetAndDestroy());
    }
    await visitorOf(app).get("/auth/signin").expect(302);
    await expect.poll(() => app.logLines.length).toBeGreaterThan(1);
    expect(app.logLines.filter((line) => !line.startsWith("info GET /auth/signin"))).toEqual([]);
  });

  test.each(["garbage", "", ",,,", "<script>", "127.0.0.1", "%00"])(
    "may be %j, which breaks nothing",
    async (address) => {
      const app = await startLimited({ AUTH_RATE_LIMIT: "1", TRUST_PROXY: "loopback" });
      expect(await statusesFor(app, [address, address])).toEqual([302, 429]);
    },
  );
});
