import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { transactionCookiesOf } from "../../support/app/transactionCookies.js";
import { startAppWithStub } from "../../support/tenant/tenantStub.js";
import { expectExpired, expectToGoHome } from "../../support/visitors/expectations.js";
import { goesOnTo } from "../../support/visitors/html.js";
import { beginSignIn, sessionCookieIn, signIn, visitorOf } from "../../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

describe("an answer from the tenant's site, which comes without cookies", () => {
  test("is posted once more by a page of the app, with the same fields", async () => {
    const fields = tenant.authorize(await beginSignIn(visitorOf(app)));
    const { text } = await visitorOf(app).post("/auth/redirect").type("form").send(fields).expect(200);
    expect(text).toContain('<form method="post" action="/auth/redirect"');
    expect(text).toContain(`name="code" value="${fields.code}"`);
    expect(text).toContain(`name="state" value="${fields.state}"`);
    expect(text).toContain('name="reposted" value="1"');
  });

  test("is posted once more without a look at the session", async () => {
    const session = sessionCookieIn(await signIn(visitorOf(app), tenant)) ?? "";
    const get = vi.spyOn(app.sessionStore, "get");
    onTestFinished(() => get.mockRestore());
    const post = visitorOf(app).post("/auth/redirect").type("form").set("Cookie", session);
    await post.send({ code: "c", state: "s" }).expect(200, /name="reposted"/);
    expect(get).not.toHaveBeenCalled();
    await visitorOf(app)
      .get("/")
      .set("Cookie", session)
      .expect(200, /Hello, Ada Winters/);
    expect(get).toHaveBeenCalledOnce();
  });

  test.each(["options", "head", "put"] as const)(
    "is refused by the method %s, without a look at the session",
    async (method) => {
      const session = sessionCookieIn(await signIn(visitorOf(app), tenant)) ?? "";
      const get = vi.spyOn(app.sessionStore, "get");
      onTestFinished(() => get.mockRestore());
      const answer = await visitorOf(app)[method]("/auth/redirect").set("Cookie", session);
      expect(answer.status).toBe(405);
      expect(answer.get("Allow")).toBe("GET, POST");
      expect(get).not.toHaveBeenCalled();
    },
  );

  test("is taken at once where the cookie came along", async () => {
    const visitor = visitorOf(app);
    const fields = tenant.authorize(await beginSignIn(visitor));
    await visitor.post("/auth/redirect").type("form").send(fields).expect(200);
  });

  test("is refused when the second POST has no cookie either", async () => {
    const fields = tenant.authorize(await beginSignIn(visitorOf(app)));
    const redeemed = tenant.calls.token;
    expectExpired(
      await visitorOf(app)
        .post("/auth/redirect")
        .type("form")
        .send({ ...fields, reposted: "1" }),
    );
    expect(tenant.calls.token).toBe(redeemed);
  });
});

describe("an answer that belongs to no request", () => {
  test("is refused where there is no transaction", async () => {
    expectExpired(await visitorOf(app).get("/auth/redirect?code=c&state=s"));
  });

  test("is refused where it is an error, too", async () => {
    expectExpired(await visitorOf(app).get("/auth/redirect?error=access_denied&state=s"));
  });

  test("goes home with another state where somebody is signed in, whose session stays as it was", async () => {
    const visitor = visitorOf(app);
    await signIn(visitor, tenant);
    const { code } = tenant.authorize(await beginSignIn(visitor));
    expectToGoHome(await visitor.get(`/auth/redirect?code=${code}&state=another`));
    expect((await visitor.get("/")).text).toContain("Hello, Ada Winters");
  });

  test("goes home the second time, and the signed-in session stays as it was", async () => {
    const visitor = visitorOf(app);
    const { code, state } = tenant.authorize(await beginSignIn(visitor));
    const path = `/auth/redirect?code=${code}&state=${state}`;
    await visitor.get(path).expect(200);
    expectToGoHome(await visitor.get(path));
    expect((await visitor.get("/")).text).toContain("Hello, Ada Winters");
  });

  test("is refused where the tenant has redeemed the code before", async () => {
    const visitor = visitorOf(app);
    const first = tenant.authorize(await beginSignIn(visitor));
    await visitor.post("/auth/redirect").type("form").send(first).expect(200);
    const second = tenant.authorize(await beginSignIn(visitor));
    const replay = { ...second, code: first.code };
    expectExpired(await visitor.post("/auth/redirect").type("form").send(replay));
  });

  test("is refused with a garbled transaction cookie", async () => {
    const { code, state } = tenant.authorize(await beginSignIn(visitorOf(app)));
    const cookie = `${transactionCookiesOf(app)[0]}=garbled%E0%A4%A`;
    expectExpired(
      await visitorOf(app).get(`/auth/redirect?code=${code}&state=${state}`).set("Cookie", cookie),
    );
  });
});

describe("an answer that is malformed", () => {
  test.each(["code=c", "state=a&state=b", "", "code=c&state="])("is refused: %j", async (body) => {
    const { text } = await visitorOf(app).post("/auth/redirect").type("form").send(body).expect(400);
    expect(text).toContain("You could not be signed in");
    await visitorOf(app).get(`/auth/redirect?${body}`).expect(400);
  });

  test("is refused as JSON", async () => {
    await visitorOf(app).post("/auth/redirect").send({ state: "s", code: "c" }).expect(400);
  });

  test("is refused with more than 100 kB", async () => {
    const body = `state=${"a".repeat(110_000)}`;
    const { text } = await visitorOf(app).post("/auth/redirect").type("form").send(body).expect(413);
    expect(text).toContain("Too large");
  });

  test("is refused where it cannot be decompressed", async () => {
    const request = visitorOf(app).post("/auth/redirect").type("form").set("Content-Encoding", "gzip");
    await request.send("not gzip").expect(400);
  });
});

describe("an error from the tenant", () => {
  test("leads home with a line, where the person cancelled", async () => {
    const visitor = visitorOf(app);
    const { state } = tenant.authorize(await beginSignIn(visitor));
    const fields = {
      state,
      error: "access_denied",
      error_subcode: "cancel",
      error_description: "AADSTS65004: no",
    };
    const answer = await visitor.post("/auth/redirect").type("form").send(fields).expect(200);
    const { text } = await visitor.get(goesOnTo(answer.text) ?? "").expect(200);
    expect(text).toContain("You cancelled the sign-in");
  });

  test("shows the advice for its AADSTS number, the correlation id and a way on, and nothing personal", async () => {
    const visitor = visitorOf(app);
    const url = await beginSignIn(visitor);
    const { state } = tenant.authorize(url);
    const fields = {
      state,
      error: "invalid_request",
      error_description: "AADSTS50105: ada@contoso.example may not",
    };
    const { text } = await visitor.post("/auth/redirect").type("form").send(fields).expect(400);
    expect(text).toContain("has not been given access to this app");
    expect(text).toContain(new URL(url).searchParams.get("client-request-id"));
    expect(text).toContain("Sign in with another account");
    expect(text + app.logLines.join()).not.toContain("ada@contoso.example");
  });
});
