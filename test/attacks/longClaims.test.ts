import { afterAll, describe, expect, test } from "vitest";
import { tokenWith } from "../support/tenant/people.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { expectToGoHome } from "../support/visitors/expectations.js";
import { sessionCookieIn, signIn, signOut, visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

const long = "a".repeat(10_000);

describe("claims of 10,000 characters", () => {
  test.each(["name", "preferred_username", "email", "sub", "oid", "login_hint", "an unknown claim"])(
    "in %s sign the person in, are shown whole, and let them sign out",
    async (claim) => {
      const visitor = visitorOf(app);
      const answer = await signIn(visitor, tenant, tokenWith(tenant, { [claim]: long }));
      expectToGoHome(answer);
      expect(sessionCookieIn(answer)?.length).toBeLessThan(200);
      expect((await visitor.get("/users/id").expect(200)).text).toContain(long);
      await visitor.get("/").expect(200);
      await signOut(visitor).expect(200);
      await visitor.get("/users/id").expect(302);
    },
  );

  test("as a claim's name are shown whole", async () => {
    const visitor = visitorOf(app);
    await signIn(visitor, tenant, tokenWith(tenant, { [long]: "value" }));
    expect((await visitor.get("/users/id").expect(200)).text).toContain(`<code>${long}</code>`);
  });

  test("of characters that HTML escapes are greeted whole", async () => {
    const visitor = visitorOf(app);
    await signIn(visitor, tenant, tokenWith(tenant, { name: "<".repeat(10_000) }));
    expect((await visitor.get("/").expect(200)).text).toContain("&lt;".repeat(10_000));
  });

  test("a thousand of them sign the person in", async () => {
    const visitor = visitorOf(app);
    const claims = Object.fromEntries(
      Array.from({ length: 1000 }, (_, number) => [`claim ${number}`, "value"]),
    );
    expect((await signIn(visitor, tenant, tokenWith(tenant, claims))).status).toBe(200);
    expect((await visitor.get("/users/id").expect(200)).text).toContain("<code>claim 999</code>");
  });
});
