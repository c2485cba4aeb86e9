import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { startApp } from "../support/app/startApp.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { expectExpired, expectToGoHome } from "../support/visitors/expectations.js";
import { beginSignIn, postAnswer, setCookies, visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

/** A visitor who has signed in, and what the browser sent to do so. */
async function signedIn() {
  const visitor = visitorOf(app);
  const begun = await visitor.get("/auth/signin").expect(302);
  const transaction = setCookies(begun)
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
  const fields = tenant.authorize(begun.headers.location ?? "");
  await postAnswer(visitor, fields).expect(200);
  return { visitor, fields, transaction };
}

describe("an answer that comes a second time", () => {
  test("is answered before the tenant hears of it, and the session stays", async () => {
    const { visitor, fields } = await signedIn();
    const redeemed = tenant.calls.token;
    expectToGoHome(await postAnswer(visitor, fields));
    expect(tenant.calls.token).toBe(redeemed);
    expect((await visitor.get("/")).text).toContain("Hello, Ada Winters");
  });

  test("goes home by Back onto the page that posts it again", async () => {
    const { visitor, fields } = await signedIn();
    const back = await visitor.post("/auth/redirect").type("form").send(fields).expect(200);
    expect(back.text).toContain("Signing in");
    expectToGoHome(await postAnswer(visitor, fields));
    expect((await visitor.get("/")).text).toContain("Hello, Ada Winters");
  });

  test("goes home by Back onto an answer by query", async () => {
    const other = await startApp({ AUTHORITY: tenant.authority, RESPONSE_MODE: "query" });
    onTestFinished(other.close);
    const visitor = visitorOf(other);
    const { code, state } = tenant.authorize(await beginSignIn(visitor));
    const address = `/auth/redirect?code=${code}&state=${state}`;
    await visitor.get(address).expect(200);
    expectToGoHome(await visitor.get(address));
    expect((await visitor.get("/")).text).toContain("Hello, Ada Winters");
  });

  test("signs nobody in where it comes with a copy of the transaction's cookie", async () => {
    const { fields, transaction } = await signedIn();
    const thief = visitorOf(app);
    expectExpired(await postAnswer(thief, fields).set("Cookie", transaction));
    expect((await thief.get("/")).text).toContain("Welcome");
  });

  test("signs one in where both come at the same moment", async () => {
    const begun = await visitorOf(app).get("/auth/signin").expect(302);
    const cookie = `${setCookies(begun)[0]?.split(";")[0]}`;
    const fields = tenant.authorize(begun.headers.location ?? "");
    const both = [1, 2].map(() => postAnswer(visitorOf(app), fields).set("Cookie", cookie));
    const statuses = (await Promise.all(both)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 400]);
  });
});

describe("an answer that comes to another browser", () => {
  test("is refused there, and still serves where it belongs", async () => {
    const visitor = visitorOf(app);
    const fields = tenant.authorize(await beginSignIn(visitor));
    const another = visitorOf(app);
    expectExpired(await postAnswer(another, fields));
    expectExpired(await another.get(`/auth/redirect?code=${fields.code}&state=${fields.state}`));
    expect((await another.get("/")).text).toContain("Welcome");
    await postAnswer(visitor, fields).expect(200);
  });

  test("is refused there although a sign-in is under way", async () => {
    const fields = tenant.authorize(await beginSignIn(visitorOf(app)));
    const another = visitorOf(app);
    await beginSignIn(another);
    expectExpired(await postAnswer(another, fields));
    await another.get("/users/id").expect(302);
  });
});
