import { afterAll, describe, expect, test } from "vitest";
import { sessionCookieName } from "../support/app/sessionCookie.js";
import { transactionCookiesOf } from "../support/app/transactionCookies.js";
import { requestTarget } from "../support/network/requestTarget.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { expectExpired, expectToGoHome } from "../support/visitors/expectations.js";
import { beginSignIn, postAnswer, visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

/** Node.js's limit for all headers of a request is 16 kB; this is what cookies may have of it. */
const headerRoom = 15_000;

const [ours = ""] = transactionCookiesOf(app);

const many = (count: number, cookie: (number: number) => string) =>
  Array.from({ length: count }, (_, number) => cookie(number)).join("; ");

const jars: [what: string, cookies: string][] = [
  ["hundreds of transactions", many(400, (number) => `${ours}.planted-${number}=garbled`)],
  [
    "transactions that are garbled",
    transactionCookiesOf(app)
      .map((name) => `${name}=garbled`)
      .join("; "),
  ],
  ["hundreds of sessions", many(400, (number) => `${sessionCookieName(app)}=s%3A${number}.garbled`)],
  ["one transaction as large as a request may be", `${ours}=${"a".repeat(headerRoom)}`],
  ["a session as large as a request may be", `${sessionCookieName(app)}=s%3A${"a".repeat(headerRoom)}`],
  ["thousands of nameless cookies", many(3000, () => "a=b")],
  ["names with spaces", many(6, (number) => `${ours}a b${number}=c`)],
  ["names with brackets and quotes", many(6, (number) => `${ours}("x"${number})=c`)],
  ["names that are not ASCII", many(6, (number) => `${ours}\u00e9${number}=c`)],
  ["names with control characters", many(6, (number) => `${ours}\u0085\t${number}=c`)],
  ["names of prototypes", many(6, (number) => `__proto__${number}=c; __proto__=c; constructor=c`)],
  [
    "values that are JSON",
    many(6, (number) => `${ours}=j:{"state":"s"}; x${number}=j:{}; ${sessionCookieName(app)}=j:{"id":"x"}`),
  ],
  ["values that cannot be decoded", `${ours}=%E0%A4%A; ${sessionCookieName(app)}=s%3A%ff%fe.x`],
  [
    "semicolons and equals signs alone",
    `;;;===;;=;${ours};=${ours};${ours}=;${sessionCookieName(app)};${sessionCookieName(app)}=;`,
  ],
  ["no separator", `${ours}.${sessionCookieName(app)}`],
];

describe.each(jars)("a cookie jar with %s", (_what, cookies) => {
  test.each(["/", "/auth/signin", "/users/id", "/auth/redirect?code=c&state=planted", "/auth/signout"])(
    "breaks nothing at %s and is nobody's",
    async (path) => {
      const { status, text } = await requestTarget(app, path, { cookie: cookies });
      expect([200, 302, 400]).toContain(status);
      expect(text).not.toContain("Hello");
    },
  );

  test("keeps nobody from signing in", async () => {
    const begun = await requestTarget(app, "/auth/signin", { cookie: cookies });
    const own = begun.setCookies.find((cookie) => cookie.includes("Max-Age=900"))?.split(";")[0];
    const { code, state } = tenant.authorize(begun.location);
    const path = `/auth/redirect?code=${code}&state=${state}`;
    const answer = await requestTarget(app, path, { cookie: `${own}; ${cookies.slice(0, 9000)}` });
    expectToGoHome(answer);
  });
});

test("A session cookie that is JSON keeps nobody from signing in by a form", async () => {
  const visitor = visitorOf(app);
  visitor.jar.setCookie(`${sessionCookieName(app)}=j:{"id":"x"}; path=/`);
  expectToGoHome(await postAnswer(visitor, tenant.authorize(await beginSignIn(visitor))));
});

describe("a transaction cookie", () => {
  test("larger than any request may be is answered, and the app lives on", async () => {
    const { status } = await requestTarget(app, "/", { cookie: `${ours}=${"a".repeat(20_000)}` });
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

  test.each(changes)("%s serves no more", async (_how, change) => {
    const begun = await visitorOf(app).get("/auth/signin").expect(302);
    const [name = "", value = ""] = `${begun.get("Set-Cookie")?.[0]}`.split(";")[0]?.split("=") ?? [];
    const fields = tenant.authorize(begun.headers.location ?? "");
    const redeemed = tenant.calls.token;
    expectExpired(await postAnswer(visitorOf(app), fields).set("Cookie", `${name}=${change(value)}`));
    expect(tenant.calls.token).toBe(redeemed);
    await postAnswer(visitorOf(app), fields).set("Cookie", `${name}=${value}`).expect(200);
  });

  test("in place of another serves its own answer alone", async () => {
    const visitor = visitorOf(app);
    const begun = await visitor.get("/auth/signin").expect(302);
    const cookie = `${begun.get("Set-Cookie")?.[0]}`.split(";")[0] ?? "";
    const other = tenant.authorize(await beginSignIn(visitorOf(app)));
    expectExpired(await postAnswer(visitorOf(app), other).set("Cookie", cookie));
  });
});
