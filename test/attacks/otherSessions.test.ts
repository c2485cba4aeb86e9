import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { sessionIdIn } from "../support/app/sessionCookie.js";
import { tokenOfBen, tokenWith } from "../support/tenant/people.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { foreignForms } from "../support/visitors/foreignForms.js";
import { endOthers, pressOnSessionsPage, sessionsPage } from "../support/visitors/sessionsPage.js";
import { sessionCookieIn, signIn, type Visitor, visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

/** Signs Ada in, in two browsers, of which nobody else's tests know. */
async function adaTwice() {
  const sub = randomUUID();
  const token = tokenWith(tenant, { sub, oid: randomUUID() });
  const [one, other] = [visitorOf(app), visitorOf(app)];
  const cookies = [
    sessionCookieIn(await signIn(one, tenant, token)),
    sessionCookieIn(await signIn(other, tenant, token)),
  ];
  const [end = ""] = (await sessionsPage(one)).ends;
  expect(end).not.toBe("");
  return { one, other, end, sub, ids: cookies.map(sessionIdIn) };
}

async function expectSignedIn(...visitors: Visitor[]): Promise<void> {
  for (const visitor of visitors) {
    await visitor.get("/users/id").expect(200);
  }
}

describe("another person", () => {
  test("sees no session of Ada's, and ends none by the address of her button", async () => {
    const { one, other, end } = await adaTwice();
    const ben = visitorOf(app);
    await signIn(ben, tenant, tokenOfBen(tenant));
    expect((await sessionsPage(ben)).ends).toEqual([]);
    expect((await pressOnSessionsPage(ben, end)).status).toBe(404);
    expect((await pressOnSessionsPage(ben, endOthers)).status).toBe(303);
    await expectSignedIn(one, other, ben);
  });

  test("is who has another object id, though all else is alike", async () => {
    const { one, other, end, sub } = await adaTwice();
    const twin = visitorOf(app);
    await signIn(twin, tenant, tokenWith(tenant, { sub, oid: randomUUID() }));
    expect((await sessionsPage(twin)).ends).toEqual([]);
    expect((await pressOnSessionsPage(twin, end)).status).toBe(404);
    expect((await pressOnSessionsPage(twin, endOthers)).status).toBe(303);
    await expectSignedIn(one, other, twin);
  });
});

describe("the page of sessions", () => {
  test("shows no id of a session, with which somebody could act as the person", async () => {
    const { one, ids } = await adaTwice();
    const { text } = await sessionsPage(one);
    for (const id of ids) {
      expect(text).not.toContain(id);
    }
  });

  test("takes no id for an address, nor this session, nor anything else", async () => {
    const { one, other, ids } = await adaTwice();
    const [ownId = "", otherId = ""] = ids;
    const { ends } = await sessionsPage(other);
    for (const handle of [ownId, otherId, "__proto__", "constructor", "%00", "x".repeat(5_000)]) {
      expect((await pressOnSessionsPage(one, `/users/sessions/${handle}/end`)).status).toBe(404);
    }
    expect((await pressOnSessionsPage(one, `${ends[0]}`)).status).toBe(404);
    await expectSignedIn(one, other);
  });
});

describe("a form that ends sessions", () => {
  test.each(foreignForms(app.url))("%s leads to the page, and ends none", async (_whose, headers) => {
    const { one, other, end } = await adaTwice();
    for (const address of [end, endOthers]) {
      const answer = await one.post(address).set(headers).expect(303);
      expect(answer.headers.location).toBe("/users/sessions");
    }
    await expectSignedIn(one, other);
  });

  test.each([
    ["with Fetch Metadata", { "Sec-Fetch-Site": "same-origin" }],
    ["with its origin alone, as older browsers do", { Origin: app.url }],
  ])("of the app's own page, %s, ends them", async (_how, headers) => {
    const { one, other } = await adaTwice();
    await one.post(endOthers).set(headers).expect(303);
    await other.get("/users/id").expect(302);
  });

  test("of somebody who is not signed in is answered 401, and ends none", async () => {
    const { one, other, end } = await adaTwice();
    for (const address of [end, endOthers]) {
      expect((await pressOnSessionsPage(visitorOf(app), address)).status).toBe(401);
    }
    await expectSignedIn(one, other);
  });
});
