import { afterAll, describe, expect, it } from "vitest";
import { expectExpired } from "../support/expectations.js";
import { requestTarget } from "../support/requestTarget.js";
import { sessionCookieName } from "../support/sessionCookie.js";
import { beginSignIn, postAnswer, visitorOf } from "../support/signInByHttp.js";
import { startAppWithStub } from "../support/tenantStub.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

/** Node.js's limit for all headers of a request is 16 kB; this is what cookies may have of it. */
const headerRoom = 15_000;

const many = (count: number, cookie: (number: number) => string) =>
  Array.from({ length: count }, (_, number) => cookie(number)).join("; ");

const jars: [what: string, cookies: string][] = [
  ["hundreds of transactions", many(400, (number) => `signin.planted-${number}=garbled`)],
  ["hundreds of sessions", many(400, (number) => `${sessionCookieName}=s%3A${number}.garbled`)],
  ["one transaction as large as a request may be", `signin.planted=${"a".repeat(headerRoom)}`],
  ["a session as large as a request may be", `${sessionCookieName}=s%3A${"a".repeat(headerRoom)}`],
  ["thousands of nameless cookies", many(3000, () => "a=b")],
  ["names with spaces", many(6, (number) => `signin.a b${number}=c`)],
  ["names with brackets and quotes", many(6, (number) => `signin.("x"${number})=c`)],
  ["names that are not ASCII", many(6, (number) => `signin.\u00e9${number}=c`)],
  ["names with control characters", many(6, (number) => `signin.\u0085\t${number}=c`)],
  ["names of prototypes", many(6, (number) => `signin.__proto__${number}=c; __proto__=c; constructor=c`)],
  [
    "values that are JSON",
    many(6, (number) => `signin.x${number}=j:{"state":"s"}; ${sessionCookieName}=j:{"id":"x"}`),
  ],
  ["values that cannot be decoded", `signin.x=%E0%A4%A; ${sessionCookieName}=s%3A%ff%fe.x`],
  [
    "semicolons and equals signs alone",
    `;;;===;;=;signin.;=signin.;signin.=;${sessionCookieName};${sessionCookieName}=;`,
  ],
  ["no separator", `signin.${sessionCookieName}`],
];

describe.each(jars)("a cookie jar with %s", (_what, cookies) => {
  it.each(["/", "/auth/signin", "/users/id", "/auth/redirect?code=c&state=planted", "/auth/signout"])(
    "breaks nothing at %s and is nobody's",
    async (path) => {
      const { status, text } = await requestTarget(app, path, { cookie: cookies });
      expect([200, 302, 400]).toContain(status);
      expect(text).not.toContain("Hello");
    },
  );

  it("keeps nobody from signing in", async () => {
    const begun = await requestTarget(app, "/auth/signin", { cookie: cookies });
    const own = begun.setCookies.find((cookie) => cookie.includes("Max-Age=900"))?.split(";")[0];
    const { code, state } = tenant.authorize(begun.location);
    const path = `/auth/redirect?code=${code}&state=${state}`;
    const { status, location } = await requestTarget(app, path, {
      cookie: `${own}; ${cookies.slice(0, 9000)}`,
    });
    expect([status, location]).toEqual([303, "/"]);
  });
});

it("A session cookie that is JSON keeps nobody from signing in by a form", async () => {
  const visitor = visitorOf(app);
  visitor.jar.setCookie(`${sessionCookieName}=j:{"id":"x"}; path=/`);
  const { headers } = await postAnswer(visitor, tenant.authorize(await beginSignIn(visitor))).expect(303);
  expect(headers.location).toBe("/");
});

describe("a flood of transaction cookies", () => {
  it("is cleared away little by little, for proxies take only so many bytes of headers", async () => {
    const cookie = many(400, (number) => `signin.planted-${number}=garbled`);
    const { setCookies } = await requestTarget(app, "/auth/signin", { cookie });
    const cleared = setCookies.filter((header) => header.includes("Expires=Thu, 01 Jan 1970"));
    expect(cleared).toHaveLength(10);
    expect(setCookies.join("\n").length).toBeLessThan(3000);
  });

  it("larger than any request may be is answered, and the app lives on", async () => {
    const { status } = await requestTarget(app, "/", { cookie: `signin.x=${"a".repeat(20_000)}` });
    expect(status).toBe(431);
    await visitorOf(app).get("/").expect(200);
  });
});

describe("a transaction cookie that was changed", () => {
  const changes: [how: string, change: (value: string) => string][] = [
    ["in its first character", (value) => `x${value.slice(1)}`],
    ["in its last part", (value) => `${value.slice(0, -4)}AAAA`],
    ["by cutting it", (value) => value.slice(0, value.length / 2)],
    ["by adding to it", (value) => `${value}.AAAA`],
    ["to nothing", () => ""],
    ["to an unencrypted one", (value) => `eyJhbGciOiJub25lIn0.${value.split(".")[3]}.`],
    ["to JSON", () => 'j:{"state":"s","nonce":"n","codeVerifier":"c","returnTo":"/"}'],
  ];

  it.each(changes)("%s serves no more", async (_how, change) => {
    const begun = await visitorOf(app).get("/auth/signin").expect(302);
    const [name = "", value = ""] = `${begun.get("Set-Cookie")?.[0]}`.split(";")[0]?.split("=") ?? [];
    const fields = tenant.authorize(begun.headers.location ?? "");
    const redeemed = tenant.calls.token;
    expectExpired(await postAnswer(visitorOf(app), fields).set("Cookie", `${name}=${change(value)}`));
    expect(tenant.calls.token).toBe(redeemed);
    await postAnswer(visitorOf(app), fields).set("Cookie", `${name}=${value}`).expect(303);
  });

  it("under the name of another serves no more", async () => {
    const visitor = visitorOf(app);
    const begun = await visitor.get("/auth/signin").expect(302);
    const value = `${begun.get("Set-Cookie")?.[0]}`.split(";")[0]?.split("=")[1];
    const other = tenant.authorize(await beginSignIn(visitorOf(app)));
    const cookie = `signin.${other.state.slice(0, 16)}=${value}`;
    expectExpired(await postAnswer(visitorOf(app), other).set("Cookie", cookie));
  });
});
