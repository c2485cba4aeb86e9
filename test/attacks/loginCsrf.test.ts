import { afterAll, describe, expect, test } from "vitest";
import { sessionsIn } from "../support/app/sessionsIn.js";
import { tokenOfBen } from "../support/tenant/people.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { expectExpired, expectToGoHome } from "../support/visitors/expectations.js";
import { beginSignIn, postAnswer, signIn, visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

const fromAnotherSite = { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" };

/** Ben attacks: he begins a sign-in and keeps the answer for somebody else. */
async function answerOfBen() {
  return tenant.authorize(await beginSignIn(visitorOf(app)), tokenOfBen(tenant).idToken);
}

describe("an answer to the attacker's own sign-in, sent by another site", () => {
  test("signs nobody in, by a form", async () => {
    const victim = visitorOf(app);
    const answer = await answerOfBen();
    const first = await victim.post("/auth/redirect").type("form").set(fromAnotherSite).send(answer);
    expect(first.text).toContain("Signing in");
    expectExpired(await postAnswer(victim, answer));
    expect((await victim.get("/")).text).toContain("Welcome");
  });

  test("signs nobody in, by a form that says it was posted again", async () => {
    const victim = visitorOf(app);
    const sessions = await sessionsIn(app);
    const { text } = await postAnswer(victim, await answerOfBen()).set(fromAnotherSite);
    expect(text).toContain('name="reposted"');
    expect(await sessionsIn(app)).toBe(sessions);
  });

  test("signs nobody in, by a link", async () => {
    const { code, state } = await answerOfBen();
    const victim = visitorOf(app);
    expectExpired(await victim.get(`/auth/redirect?code=${code}&state=${state}`).set(fromAnotherSite));
    expect((await victim.get("/")).text).toContain("Welcome");
  });

  test("takes nobody out of the session they are in", async () => {
    const victim = visitorOf(app);
    await signIn(victim, tenant);
    expectToGoHome(await postAnswer(victim, await answerOfBen()));
    expect((await victim.get("/")).text).toContain("Hello, Ada Winters");
  });

  test("signs nobody in who has a sign-in of their own under way, which still finishes", async () => {
    const victim = visitorOf(app);
    const own = tenant.authorize(await beginSignIn(victim));
    const attackers = await answerOfBen();
    expectExpired(await postAnswer(victim, attackers));
    const other = tenant.authorize(await beginSignIn(victim));
    expectExpired(await postAnswer(victim, { ...other, code: attackers.code }));
    await postAnswer(victim, own).expect(200);
    expect((await victim.get("/")).text).toContain("Hello, Ada Winters");
  });
});
