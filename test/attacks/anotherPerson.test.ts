import { afterAll, describe, expect, test } from "vitest";
import { sessionsIn } from "../support/app/sessionsIn.js";
import { tokenOfBen, tokenWith } from "../support/tenant/people.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { goesOnTo } from "../support/visitors/html.js";
import { sessionCookieIn, signIn, signOut, visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

describe("signing in as someone else", () => {
  test("replaces the session whole", async () => {
    const visitor = visitorOf(app);
    const claims = { roles: ["Admin"], "a claim of Ada": "a value of Ada" };
    const adas = sessionCookieIn(await signIn(visitor, tenant, tokenWith(tenant, claims)));
    const sessions = await sessionsIn(app);
    const bens = sessionCookieIn(await signIn(visitor, tenant, tokenOfBen(tenant)));
    const { text } = await visitor.get("/users/id").expect(200);
    expect(text).toContain("pairwise-subject-of-ben");
    expect(text).not.toMatch(/Ada|Admin|ada@contoso|subject-of-ada|opaque-login-hint/);
    expect(bens).not.toBe(adas);
    expect(await sessionsIn(app)).toBe(sessions);
  });

  test("leaves the first person's cookie worth nothing", async () => {
    const visitor = visitorOf(app);
    const adas = `${sessionCookieIn(await signIn(visitor, tenant))}`;
    await signIn(visitor, tenant, tokenOfBen(tenant));
    await visitorOf(app).get("/users/id").set("Cookie", adas).expect(302);
    expect((await visitorOf(app).get("/").set("Cookie", adas)).text).toContain("Welcome");
  });

  test("signs that person out at the tenant, and not the first one", async () => {
    const visitor = visitorOf(app);
    await signIn(visitor, tenant);
    await signIn(visitor, tenant, tokenOfBen(tenant));
    const { text } = await signOut(visitor).expect(200);
    const hint = new URL(goesOnTo(text) ?? "").searchParams.get("logout_hint");
    expect(hint).toBe("opaque-hint-of-ben");
  });

  test("that fails leaves the first person signed in, and nothing of the other", async () => {
    const visitor = visitorOf(app);
    await signIn(visitor, tenant);
    const refused = await signIn(visitor, tenant, {
      idToken: (claims) => tenant.sign({ ...claims, name: "Ben Okafor", sub: "ben", aud: "another app" }),
    });
    expect(refused.status).toBe(502);
    const { text } = await visitor.get("/users/id").expect(200);
    expect(text).toContain("Ada Winters");
    expect(text).not.toContain("Ben Okafor");
  });
});
