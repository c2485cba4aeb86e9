import { afterAll, describe, expect, it } from "vitest";
import { sessionCookieIn, setCookies, signIn, visitorOf } from "../support/signInByHttp.js";
import { startAppWithStub } from "../support/tenantStub.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

const ways: [what: string, headers: Record<string, string>][] = [
  ["an image", { "Sec-Fetch-Dest": "image", "Sec-Fetch-Mode": "no-cors" }],
  ["a frame", { "Sec-Fetch-Dest": "iframe", "Sec-Fetch-Mode": "navigate" }],
  ["a link or a form", { "Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate" }],
  ["a script", { "Sec-Fetch-Dest": "script", "Sec-Fetch-Mode": "no-cors" }],
];

describe.each(["cross-site", "same-site"])("a sign-out that a %s request asks for", (site) => {
  it.each(ways)("by %s ends no session and clears no cookie", async (_what, headers) => {
    const visitor = visitorOf(app);
    const cookie = sessionCookieIn(await signIn(visitor, tenant));
    const request = visitor.get("/auth/signout").set({ ...headers, "Sec-Fetch-Site": site });
    const answer = await request.expect(200);
    expect(answer.text).toContain("Sign out?");
    expect(setCookies(answer)).toEqual([]);
    await visitorOf(app).get("/users/id").set("Cookie", `${cookie}`).expect(200);
  });
});

describe("a sign-out by another method", () => {
  it.each(["post", "put", "delete", "patch", "options"] as const)("%s ends no session", async (method) => {
    const visitor = visitorOf(app);
    await signIn(visitor, tenant);
    await visitor[method]("/auth/signout").expect(405);
    await visitor.get("/users/id").expect(200);
  });
});

describe("a sign-out that the browser prepares on its own", () => {
  it.each(["prefetch", "prefetch;prerender", "prefetch;anonymous-client-ip"])(
    "(Sec-Purpose: %s) ends no session",
    async (purpose) => {
      const visitor = visitorOf(app);
      await signIn(visitor, tenant);
      const headers = { "Sec-Fetch-Site": "same-origin", "Sec-Purpose": purpose };
      await visitor.get("/auth/signout").set(headers).expect(200);
      await visitor.get("/users/id").expect(200);
    },
  );
});

describe("a sign-out after signing in", () => {
  it("cannot be planted as the page to return to", async () => {
    const visitor = visitorOf(app);
    const answer = await signIn(visitor, tenant, { path: "/auth/signin?returnTo=/auth/signout" });
    expect(answer.headers.location).toBe("/");
  });
});
