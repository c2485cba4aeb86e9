import { afterAll, describe, expect, test } from "vitest";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { signIn, visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

describe("the home page", () => {
  test("offers to sign in or to create an account", async () => {
    const { text } = await visitorOf(app).get("/").expect(200);
    expect(text).toMatch(/<a href="\/auth\/signin" .*>Sign in<\/a>/);
    expect(text).toMatch(/<a href="\/auth\/signin\?prompt=create" .*>Create account<\/a>/);
    expect(text).not.toContain("cancelled");
  });

  test("greets the person who is signed in", async () => {
    const visitor = visitorOf(app);
    await signIn(visitor, tenant);
    const { text } = await visitor.get("/").expect(200);
    expect(text).toContain("Hello, Ada Winters");
    expect(text).toMatch(/<a href="\/users\/id" .*>View ID token claims<\/a>/);
    expect(text).toMatch(/<form method="post" action="\/auth\/signout"><button .*>Sign out<\/button>/);
  });

  test("says that a sign-in was cancelled, and not that somebody who is signed in is not", async () => {
    const visitor = visitorOf(app);
    const signedOut = await visitor.get("/?signin=cancelled");
    expect(signedOut.text).toContain("You cancelled the sign-in. You are not signed in.");
    await signIn(visitor, tenant);
    const { text } = await visitor.get("/?signin=cancelled");
    expect(text).toContain("You cancelled the sign-in.");
    expect(text).not.toContain("You are not signed in");
  });

  test("says nothing of a sign-in that was not cancelled", async () => {
    const { text } = await visitorOf(app).get("/?signin=done").expect(200);
    expect(text).not.toContain("cancelled");
  });

  test("shows a name with markup as text", async () => {
    const visitor = visitorOf(app);
    await signIn(visitor, tenant, { idToken: (claims) => tenant.sign({ ...claims, name: "<b>Ada</b>" }) });
    const { text } = await visitor.get("/");
    expect(text).toContain("Hello, &lt;b&gt;Ada&lt;/b&gt;");
  });
});
