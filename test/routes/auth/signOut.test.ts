import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { sessionCookieName } from "../../support/app/sessionCookie.js";
import { startApp } from "../../support/app/startApp.js";
import { transactionCookiesOf } from "../../support/app/transactionCookies.js";
import { startAppWithStub, TenantStub } from "../../support/tenant/tenantStub.js";
import { goesOnTo } from "../../support/visitors/html.js";
import {
  beginSignIn,
  postAnswer,
  sessionCookieIn,
  setCookies,
  signIn,
  signOut,
  visitorOf,
} from "../../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

describe("POST /auth/signout", () => {
  test("ends the session in the store, then goes on to the tenant to sign out there", async () => {
    const visitor = visitorOf(app);
    const cookie = sessionCookieIn(await signIn(visitor, tenant));
    const answer = await signOut(visitor).expect(200);
    const url = new URL(goesOnTo(answer.text) ?? "");
    expect(url.origin + url.pathname).toBe(`${tenant.authority}/oauth2/v2.0/logout`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: app.config.clientId,
      post_logout_redirect_uri: `${app.url}/`,
      logout_hint: "opaque-login-hint",
    });
    expect(setCookies(answer)).toContainEqual(
      expect.stringMatching(new RegExp(`^${sessionCookieName(app)}=; .*Expires=Thu, 01 Jan 1970`)),
    );
    await visitorOf(app).get("/users/id").set("Cookie", `${cookie}`).expect(302);
  });

  test("sends no hint where the token had none", async () => {
    const visitor = visitorOf(app);
    await signIn(visitor, tenant, { idToken: ({ login_hint: _hint, ...claims }) => tenant.sign(claims) });
    const { text } = await signOut(visitor).expect(200);
    expect(goesOnTo(text)).toContain("/oauth2/v2.0/logout");
    expect(goesOnTo(text)).not.toContain("logout_hint");
  });

  test("works for somebody who is not signed in", async () => {
    const { text } = await signOut(visitorOf(app)).expect(200);
    expect(goesOnTo(text)).toContain("/oauth2/v2.0/logout");
  });

  test("takes the browser's sign-ins under way along", async () => {
    const visitor = visitorOf(app);
    await signIn(visitor, tenant);
    const answer = tenant.authorize(await beginSignIn(visitor));
    const cleared = setCookies(await signOut(visitor)).filter((cookie) => cookie.includes("01 Jan 1970"));
    const names = cleared.map((cookie) => cookie.split("=")[0]);
    expect(names).toEqual(expect.arrayContaining(transactionCookiesOf(app)));
    await postAnswer(visitor, answer).expect(400);
    await visitor.get("/users/id").expect(302);
  });

  test("signs out of the app alone, and says so, where the tenant's metadata cannot be had", async () => {
    const absent = await TenantStub.start();
    const other = await startApp({ AUTHORITY: absent.authority });
    onTestFinished(other.close);
    await absent.close();
    const { text } = await signOut(visitorOf(other)).expect(200);
    expect(text).toContain("You are signed out of this app");
  });
});

describe("GET /auth/signout", () => {
  test("asks, with a form that needs no script, and leads nowhere by itself", async () => {
    const { text } = await visitorOf(app).get("/auth/signout").expect(200);
    expect(text).toContain("Sign out?");
    expect(text).toMatch(/<form method="post" action="\/auth\/signout"><button type="submit"/);
    expect(goesOnTo(text)).toBeUndefined();
  });
});
