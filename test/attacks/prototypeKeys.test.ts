import { afterAll, afterEach, describe, expect, test } from "vitest";
import { sessionCookieName } from "../support/app/sessionCookie.js";
import { transactionCookiesOf } from "../support/app/transactionCookies.js";
import { requestTarget } from "../support/network/requestTarget.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { expectExpired } from "../support/visitors/expectations.js";
import { beginSignIn, signIn, visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

const keys = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "toJSON",
  "length",
];

const before = Object.getOwnPropertyNames(Object.prototype).sort();
afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before);
  expect({}).not.toHaveProperty("polluted");
});

describe.each(keys)("the claim %s", (key) => {
  test.each([
    ["a text", '"the value"', "the value"],
    ["an object", '{"polluted":"yes","name":"Mallory","sub":"mallory"}', "polluted"],
    ["null", "null", "null"],
  ])("is shown where it is %s, and changes nothing else", async (_what, json, shown) => {
    const visitor = visitorOf(app);
    const answer = await signIn(visitor, tenant, {
      // An object literal would set the prototype where JSON.parse, as in a token, makes a claim.
      idToken: (claims) =>
        tenant.sign(JSON.parse(`${JSON.stringify(claims).slice(0, -1)},"${key}":${json}}`)),
    });
    expect(answer.status).toBe(200);
    const { text } = await visitor.get("/users/id").expect(200);
    expect(text).toContain(`<code>${key}</code>`);
    expect(text).toContain(shown);
    expect(text).toContain("pairwise-subject-of-ada");
    expect((await visitor.get("/").expect(200)).text).toContain("<h1>Hello, Ada Winters</h1>");
  });

  test("does not greet a person who has no name", async () => {
    const visitor = visitorOf(app);
    await signIn(visitor, tenant, {
      idToken: ({ name: _name, preferred_username: _username, ...claims }) =>
        tenant.sign(JSON.parse(`${JSON.stringify(claims).slice(0, -1)},"${key}":{"name":"Mallory"}}`)),
    });
    expect((await visitor.get("/").expect(200)).text).toContain("<h1>Hello</h1>");
  });
});

describe.each(keys)("the name %s", (key) => {
  test("is no field of an answer", async () => {
    const visitor = visitorOf(app);
    const { code, state } = tenant.authorize(await beginSignIn(visitor));
    const planted = `${key}=x&${key}[state]=x&${key}.code=x&state=${state}&code=${code}`;
    const page = await visitorOf(app).post("/auth/redirect").type("form").send(planted).expect(200);
    expect(page.text).not.toContain(key);
    await visitor.post("/auth/redirect").type("form").send(planted).expect(200);
  });

  test("is no field of an answer that has no others", async () => {
    await visitorOf(app).post("/auth/redirect").type("form").send(`${key}=x&${key}[state]=x`).expect(400);
  });

  test("is no state of a sign-in", async () => {
    expectExpired(await visitorOf(app).get(`/auth/redirect?code=c&state=${key}`));
    const cookie = transactionCookiesOf(app)
      .map((name) => `${name}=${key}`)
      .join("; ");
    const { status } = await requestTarget(app, `/auth/redirect?code=c&state=${key}`, { cookie });
    expect(status).toBe(400);
  });

  test("is no parameter of a sign-in", async () => {
    await visitorOf(app).get(`/auth/signin?${key}=x&${key}[polluted]=yes`).expect(302);
    await visitorOf(app).get(`/auth/signin?prompt=${key}`).expect(400);
    await visitorOf(app).get(`/?signin=${key}&${key}=cancelled`).expect(200);
  });

  test("is no cookie and no page", async () => {
    const cookie = `${key}=x; ${key}=j:{"polluted":"yes"}; ${sessionCookieName(app)}=${key}`;
    expect((await requestTarget(app, "/", { cookie })).status).toBe(200);
    expect((await requestTarget(app, "/auth/signin", { cookie })).status).toBe(302);
    await visitorOf(app).get(`/${key}`).expect(404);
    await visitorOf(app).get(`/auth/${key}`).expect(404);
  });
});
