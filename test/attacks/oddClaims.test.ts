import { afterAll, describe, expect, test } from "vitest";
import { sessionsIn } from "../support/app/sessionsIn.js";
import { tokenWith } from "../support/tenant/people.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { signIn, signOut, visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

const odd: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  "",
  " ",
  [],
  {},
  [[["<b>"]]],
  { toString: "<b>" },
  [null, {}],
];
const forDisplay = [
  "name",
  "preferred_username",
  "email",
  "upn",
  "emails",
  "login_hint",
  "roles",
  "auth_time",
  "sid",
];

describe.each(odd.map((value) => [value]))("claims that people see and that are %j", (value) => {
  test.each(forDisplay)("in %s, sign the person in for good, and out again", async (claim) => {
    const visitor = visitorOf(app);
    const answer = await signIn(visitor, tenant, tokenWith(tenant, { [claim]: value }));
    expect(answer.status).toBe(200);
    expect((await visitor.get("/users/id").expect(200)).text).not.toContain("<b>");
    expect((await visitor.get("/").expect(200)).text).toContain("<h1>Hello, ");
    await signOut(visitor).expect(200);
  });

  test("in all of them, sign the person in for good", async () => {
    const visitor = visitorOf(app);
    const claims = Object.fromEntries(forDisplay.map((claim) => [claim, value]));
    await signIn(visitor, tenant, tokenWith(tenant, claims));
    await visitor.get("/users/id").expect(200);
    expect((await visitor.get("/").expect(200)).text).toContain("<h1>Hello</h1>");
  });
});

describe("claims that say who a person is and are no text", () => {
  test.each(["sub", "oid", "tid"])("in %s, sign nobody in", async (claim) => {
    for (const value of [null, true, 0, 7, [], ["a"], {}]) {
      const sessions = await sessionsIn(app);
      const { status } = await signIn(visitorOf(app), tenant, tokenWith(tenant, { [claim]: value }));
      expect(status).toBe(502);
      expect(await sessionsIn(app)).toBe(sessions);
    }
  });
});
