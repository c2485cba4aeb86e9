import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { sessionCookieName } from "../../support/sessionCookie.js";
import { sessionCookieIn, setCookies, signIn, visitorOf } from "../../support/signInByHttp.js";
import { startApp } from "../../support/startApp.js";
import { startAppWithStub, TenantStub } from "../../support/tenantStub.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

describe("GET /auth/signout", () => {
  it("ends the session in the store, then sends the person to the tenant to sign out there", async () => {
    const visitor = visitorOf(app);
    const cookie = sessionCookieIn(await signIn(visitor, tenant));
    const answer = await visitor.get("/auth/signout").expect(302);
    const url = new URL(answer.headers.location ?? "");
    expect(url.origin + url.pathname).toBe(`${tenant.authority}/oauth2/v2.0/logout`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      post_logout_redirect_uri: `${app.url}/`,
      logout_hint: "opaque-login-hint",
    });
    expect(setCookies(answer)).toContainEqual(
      expect.stringMatching(new RegExp(`^${sessionCookieName}=; .*Expires=Thu, 01 Jan 1970`)),
    );
    await visitorOf(app).get("/users/id").set("Cookie", `${cookie}`).expect(302);
  });

  it("sends no hint where the token had none", async () => {
    const visitor = visitorOf(app);
    await signIn(visitor, tenant, { idToken: ({ login_hint: _hint, ...claims }) => tenant.sign(claims) });
    const { headers } = await visitor.get("/auth/signout").expect(302);
    expect(headers.location).not.toContain("logout_hint");
  });

  it.each(["same-origin", "none"])("asks nothing where the request is of this site: %s", async (site) => {
    const { headers } = await visitorOf(app).get("/auth/signout").set("Sec-Fetch-Site", site).expect(302);
    expect(headers.location).toContain("/oauth2/v2.0/logout");
  });

  it("works for somebody who is not signed in", async () => {
    const { headers } = await visitorOf(app).get("/auth/signout").expect(302);
    expect(headers.location).toContain("/oauth2/v2.0/logout");
  });

  it.each([
    ["another site", { "Sec-Fetch-Site": "cross-site" }],
    ["another origin of the same site", { "Sec-Fetch-Site": "same-site" }],
    ["a browser that loads pages ahead", { "Sec-Fetch-Site": "none", "Sec-Purpose": "prefetch;prerender" }],
  ])("asks first where %s caused it", async (_who, headers) => {
    const visitor = visitorOf(app);
    await signIn(visitor, tenant);
    const { text } = await visitor.get("/auth/signout").set(headers).expect(200);
    expect(text).toContain("Sign out?");
    await visitor.get("/users/id").expect(200);
  });

  it("signs out of the app alone, and says so, where the tenant's metadata cannot be had", async () => {
    const absent = await TenantStub.start();
    const other = await startApp({ AUTHORITY: absent.authority });
    onTestFinished(other.close);
    await absent.close();
    const { text } = await visitorOf(other).get("/auth/signout").expect(200);
    expect(text).toContain("You are signed out of this app");
  });
});
