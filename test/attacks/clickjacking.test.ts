import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import {
  beginSignIn,
  postAnswer,
  signIn,
  type Visitor,
  visitorOf,
} from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

type Answer = Awaited<ReturnType<Visitor["get"]>>;

const pages: [what: string, status: number, open: (visitor: Visitor) => Promise<Answer>][] = [
  ["the home page", 200, (visitor) => visitor.get("/")],
  ["the claims page", 200, (visitor) => visitor.get("/users/id")],
  ["a stylesheet", 200, (visitor) => visitor.get("/stylesheets/app.css")],
  ["the question before signing out", 200, (visitor) => visitor.get("/auth/signout")],
  [
    "the page that posts an answer again",
    200,
    (visitor) => visitor.post("/auth/redirect").type("form").send("state=s"),
  ],
  ["the way to the tenant", 302, (visitor) => visitor.get("/auth/signin")],
  [
    "the way back from the tenant",
    200,
    async (visitor) => postAnswer(visitor, tenant.authorize(await beginSignIn(visitor))),
  ],
  ["a refused sign-in", 400, (visitor) => visitor.get("/auth/redirect")],
  ["a missing page", 404, (visitor) => visitor.get("/nowhere")],
  ["a wrong method", 405, (visitor) => visitor.delete("/")],
  [
    "a body too large",
    413,
    (visitor) => visitor.post("/auth/redirect").type("form").send("a".repeat(200_000)),
  ],
];

describe("no other site can frame", () => {
  test.each(pages)("%s (%i)", async (_what, status, open) => {
    const visitor = visitorOf(app);
    await signIn(visitor, tenant);
    const answer = await open(visitor);
    expect(answer.status).toBe(status);
    expect(answer.headers["x-frame-options"]).toBe("DENY");
    expect(answer.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  });

  test("a page that asks to wait (429)", async () => {
    const { tenant: _tenant, ...limited } = await startAppWithStub({ AUTH_RATE_LIMIT: "1" });
    onTestFinished(limited.close);
    await visitorOf(limited).get("/auth/signin").expect(302);
    const { headers } = await visitorOf(limited).get("/auth/signin").expect(429);
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  });
});
