import { afterAll, describe, expect, test } from "vitest";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { expectToGoHome } from "../support/visitors/expectations.js";
import { foreignForms } from "../support/visitors/foreignForms.js";
import { sessionCookieIn, setCookies, signIn, signOut, visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

const sites = ["cross-site", "same-site", "same-origin", "none"];
const ways: [what: string, headers: Record<string, string>][] = [
  ["an image", { "Sec-Fetch-Dest": "image", "Sec-Fetch-Mode": "no-cors" }],
  ["a frame", { "Sec-Fetch-Dest": "iframe", "Sec-Fetch-Mode": "navigate" }],
  ["a link or a reload", { "Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate" }],
  ["a script", { "Sec-Fetch-Dest": "empty", "Sec-Fetch-Mode": "cors" }],
  ["a browser that loads ahead", { "Sec-Purpose": "prefetch;prerender" }],
  ["an older browser that loads ahead", { Purpose: "prefetch" }],
  ["an older Firefox that loads ahead", { "X-Moz": "prefetch" }],
  ["a Safari that draws a preview", { "X-Purpose": "preview" }],
];

const safe = (["get", "head"] as const).flatMap((method) =>
  sites.flatMap((site) =>
    ways.map(([what, headers]) => ({ method, what, headers: { ...headers, "Sec-Fetch-Site": site } })),
  ),
);

describe("a safe request for the sign-out", () => {
  test.each([
    ...safe,
    {
      method: "get" as const,
      what: "another site's link, without Fetch Metadata",
      headers: { Referer: "https://evil.example/" },
    },
    {
      method: "get" as const,
      what: "a page of the app, without Fetch Metadata",
      headers: { Referer: `${app.url}/` },
    },
    { method: "get" as const, what: "somebody at the address bar", headers: {} },
  ])(
    "$method by $what ($headers) asks, ends no session and clears no cookie",
    async ({ method, headers }) => {
      const visitor = visitorOf(app);
      const cookie = sessionCookieIn(await signIn(visitor, tenant));
      const answer = await visitor[method]("/auth/signout").set(headers).expect(200);
      expect(answer.text ?? "").toContain(method === "get" ? "Sign out?" : "");
      expect(setCookies(answer)).toEqual([]);
      await visitorOf(app).get("/users/id").set("Cookie", `${cookie}`).expect(200);
    },
  );
});

describe("a form that signs out", () => {
  test.each(foreignForms(app.url))(
    "%s leads to the question, and ends no session",
    async (_whose, headers) => {
      const visitor = visitorOf(app);
      await signIn(visitor, tenant);
      const answer = await visitor.post("/auth/signout").set(headers).expect(303);
      expect(setCookies(answer)).toEqual([]);
      // A script that reloads the answer to a form sends the form again, and then as one of this app.
      expect(answer.headers.location).toBe("/auth/signout");
      await visitor.get("/users/id").expect(200);
    },
  );

  test.each([
    ["with Fetch Metadata", { "Sec-Fetch-Site": "same-origin" }],
    ["with its origin alone, as older browsers do", { Origin: app.url }],
  ])("of the app's own page, %s, ends the session", async (_how, headers) => {
    const visitor = visitorOf(app);
    await signIn(visitor, tenant);
    await visitor.post("/auth/signout").set(headers).expect(200);
    await visitor.get("/users/id").expect(302);
  });
});

describe("a sign-out by another method", () => {
  test.each(["put", "delete", "patch", "options"] as const)("%s ends no session", async (method) => {
    const visitor = visitorOf(app);
    await signIn(visitor, tenant);
    await visitor[method]("/auth/signout").set("Sec-Fetch-Site", "same-origin").expect(405);
    await visitor.get("/users/id").expect(200);
  });
});

describe("a sign-out after signing in", () => {
  test("cannot be planted as the page to return to", async () => {
    const visitor = visitorOf(app);
    expectToGoHome(await signIn(visitor, tenant, { path: "/auth/signin?returnTo=/auth/signout" }));
  });
});

describe("a sign-out", () => {
  test("is never limited, nor is the tenant's, however many requests another site causes", async () => {
    const { tenant: stub, ...limited } = await startAppWithStub({ AUTH_RATE_LIMIT: "4" });
    try {
      const visitor = visitorOf(limited);
      const idToken = (claims: object) => stub.sign({ ...claims, sid: "of-ada" });
      await signIn(visitor, stub, { idToken });
      const image = {
        "Sec-Fetch-Dest": "image",
        "Sec-Fetch-Mode": "no-cors",
        "Sec-Fetch-Site": "cross-site",
      };
      for (let count = 0; count < 70; count += 1) {
        await visitor.get(`/auth/x?${count}`).set(image).expect(404);
        await visitor.get(`/auth/signin?${count}`).set(image).expect(401);
      }
      await visitorOf(limited).get("/auth/frontchannel-logout?sid=of-ada").expect(200);
      await visitor.get("/users/id").expect(302);
      await signIn(visitor, stub, { idToken });
      await signOut(visitor).expect(200);
      await visitor.get("/users/id").expect(302);
    } finally {
      await limited.close();
    }
  });
});
