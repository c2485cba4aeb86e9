import type { RequestListener } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { answerHtml, answerJson, hangUp } from "../../support/network/localServer.js";
import { adasProfile, graphError } from "../../support/profile/graphStub.js";
import { profileVisitor } from "../../support/profile/profileVisitor.js";
import { startAppWithStub } from "../../support/tenant/tenantStub.js";
import { takeTimeLimits } from "../../support/time/timeLimit.js";
import { postAnswer, signIn, visitorOf } from "../../support/visitors/signInByHttp.js";

describe("the profile page", () => {
  test("shows what Graph answers to the person's token, which no page shows", async () => {
    const { visitor, graph } = await profileVisitor();
    const { text } = await visitor.get("/users/profile").expect(200);
    expect(graph.requests).toEqual(["GET /v1.0/me?$select=displayName,givenName,surname,city,country"]);
    expect(graph.authorizations[0]).toMatch(/^Bearer access-token-/);
    expect(text).toMatch(/<dt>Display name<\/dt>\s*<dd>Ada Winters<\/dd>/);
    expect(text).toMatch(/<dt>City<\/dt>\s*<dd>Bergen<\/dd>/);
    expect(text).toMatch(/<dt>Country<\/dt>\s*<dd><em>not given<\/em><\/dd>/);
    expect(text).not.toContain("access-token-");
    expect(text).not.toContain("saved");
  });

  test("is linked to by the home page and by the claims page", async () => {
    const { visitor } = await profileVisitor({ scopes: "User.Read" });
    for (const page of ["/", "/users/id"]) {
      expect((await visitor.get(page)).text).toMatch(/<a href="\/users\/profile" .*>Profile<\/a>/);
    }
  });

  test("offers no change where User.ReadWrite is not configured, and takes none", async () => {
    const { visitor } = await profileVisitor({ scopes: "User.Read" });
    expect((await visitor.get("/users/profile").expect(200)).text).not.toContain("Edit");
    await visitor.get("/users/profile/edit").expect(404);
    await visitor.post("/users/profile/edit").set("Sec-Fetch-Site", "same-origin").expect(404);
  });

  test("is read by User.ReadWrite where that alone is configured", async () => {
    const { visitor, tenant } = await profileVisitor({ scopes: "User.ReadWrite" });
    expect((await visitor.get("/users/profile").expect(200)).text).toContain("Edit profile");
    expect(tenant.tokenRequests.at(-1)?.get("scope")).toContain("User.ReadWrite");
  });

  test.each(["", "Mail.Read"])("is not there, nor a link to it, with the scopes %j", async (API_SCOPES) => {
    const { tenant, ...app } = await startAppWithStub({ API_SCOPES });
    onTestFinished(app.close);
    const visitor = visitorOf(app);
    await signIn(visitor, tenant);
    await visitor.get("/users/profile").expect(404);
    await visitor.get("/users/profile/edit").expect(404);
    for (const page of ["/", "/users/id"]) {
      expect((await visitor.get(page).expect(200)).text).not.toContain("/users/profile");
    }
  });

  test("is for signed-in people alone", async () => {
    const { app } = await profileVisitor();
    const { headers } = await visitorOf(app).get("/users/profile").expect(302);
    expect(headers.location).toBe("/auth/signin?returnTo=%2Fusers%2Fprofile");
    await visitorOf(app).get("/users/profile").set("Accept", "application/json").expect(401);
  });

  test("takes no other method", async () => {
    const { visitor } = await profileVisitor();
    await visitor.post("/users/profile").expect(405);
    await visitor.put("/users/profile/edit").expect(405);
  });

  test.each(["?profile=other", "?profile[]=saved", "?profile=saved&profile=saved"])(
    "says nothing of a change by %s",
    async (query) => {
      const { visitor } = await profileVisitor();
      expect((await visitor.get(`/users/profile${query}`).expect(200)).text).not.toContain('role="status"');
    },
  );
});

describe("a profile that Graph answers", () => {
  test("with markup is text", async () => {
    const { visitor, graph } = await profileVisitor();
    graph.profile = { ...adasProfile, city: '"><script>alert(1)</script>', surname: "{{#if}}" };
    for (const page of ["/users/profile", "/users/profile/edit"]) {
      const { text } = await visitor.get(page).expect(200);
      expect(text).toContain("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
      expect(text).not.toContain("<script>alert");
    }
  });

  test("with nothing in it is one of a person who has given nothing", async () => {
    const { visitor, graph } = await profileVisitor();
    graph.profile = {};
    expect((await visitor.get("/users/profile").expect(200)).text.match(/not given/g)).toHaveLength(5);
  });

  test.each([
    ["no JSON", answerHtml],
    ["a list", answerJson([])],
    ["null", answerJson(null)],
    ["a number for a name", answerJson({ ...adasProfile, displayName: 7 })],
    ["an object for a city", answerJson({ ...adasProfile, city: { toString: "x" } })],
    ["a country without end", answerJson({ ...adasProfile, country: "x".repeat(257) })],
    ["two megabytes", answerJson({ ...adasProfile, other: "x".repeat(2_000_000) })],
    ["a redirect", graphError(302, "Moved", { Location: "https://evil.example/" })],
  ] satisfies [string, RequestListener][])("as %s is not available", async (_what, answer) => {
    const { visitor, graph } = await profileVisitor();
    graph.answers.GET = answer;
    const { text } = await visitor.get("/users/profile").set("Accept", "text/html").expect(502);
    expect(text).toContain("<h1>Not available</h1>");
  });
});

describe("a failure of Graph", () => {
  test.each([
    [403, "Authorization_RequestDenied", 403, "No access"],
    [429, "TooManyRequests", 429, "Please wait a moment"],
    [500, "InternalServerError", 502, "Not available"],
    [503, "ServiceNotAvailable", 503, "Not available"],
    [504, "GatewayTimeout", 504, "Not available"],
  ])("by %i (%s) is a page with status %i: %s", async (status, code, shown, heading) => {
    const { visitor, graph, app } = await profileVisitor();
    graph.answers.GET = graphError(status, code, { "Retry-After": "30" });
    const answer = await visitor.get("/users/profile").set("Accept", "text/html").expect(shown);
    expect(answer.text).toContain(`<h1>${heading}</h1>`);
    expect(answer.text).toContain(`answered with status ${status} (${code}).`);
    expect(answer.get("Retry-After")).toBe("30");
    expect(app.logLines.join("\n")).toContain(`answered with status ${status} (${code}).`);
    expect(answer.text + app.logLines.join()).not.toMatch(/hush-hush|ada@|access-token-/);
    await visitor.get("/").expect(200);
  });

  test("says no word of Graph's that is no code", async () => {
    const { visitor, graph, app } = await profileVisitor();
    graph.answers.GET = graphError(403, "ada@contoso.example may not");
    const { text } = await visitor.get("/users/profile").set("Accept", "text/html").expect(403);
    expect(text + app.logLines.join()).not.toContain("ada@");
  });

  test("to take a connection is a page", async () => {
    const { visitor, graph } = await profileVisitor();
    graph.answers.GET = hangUp;
    const { text } = await visitor.get("/users/profile").set("Accept", "text/html").expect(503);
    expect(text).toContain("cannot be reached, caused by");
  });
});

describe("a Graph that does not answer in time", () => {
  test("is a page", async () => {
    const { visitor, graph } = await profileVisitor();
    const limits = takeTimeLimits();
    graph.answers.GET = () => limits.runOut();
    const { text } = await visitor.get("/users/profile").set("Accept", "text/html").expect(504);
    expect(text).toContain("<h1>Not available</h1>");
    expect(text).toContain("did not answer in 5 seconds, caused by");
  });
});

describe("a token that Graph refuses", () => {
  const refused = graphError(401, "InvalidAuthenticationToken", {
    "WWW-Authenticate": 'Bearer realm="", error="invalid_token"',
  });

  test("leads once through a new sign-in and back", async () => {
    const { visitor, graph, tenant } = await profileVisitor();
    graph.answers.GET = refused;
    const { headers } = await visitor.get("/users/profile").expect(302);
    const authorization = (await visitor.get(String(headers.location)).expect(302)).headers.location ?? "";
    expect(new URL(authorization).searchParams.get("scope")).toContain("User.Read");
    expect((await postAnswer(visitor, tenant.authorize(authorization))).text).toContain("/users/profile");
    delete graph.answers.GET;
    await visitor.get("/users/profile").expect(200);
  });

  test("again after that sign-in is a page that says so, and another time asks again", async () => {
    const { visitor, graph, tenant, app } = await profileVisitor();
    graph.answers.GET = refused;
    const { headers } = await visitor.get("/users/profile").expect(302);
    const authorization = (await visitor.get(String(headers.location)).expect(302)).headers.location ?? "";
    await postAnswer(visitor, tenant.authorize(authorization)).expect(200);
    const { text } = await visitor.get("/users/profile").set("Accept", "text/html").expect(401);
    expect(text).toContain("<h1>Please sign in again</h1>");
    expect(text).toContain("(InvalidAuthenticationToken)");
    expect(text + app.logLines.join()).not.toContain("hush-hush");
    await visitor.get("/users/profile").expect(302);
  });

  test("is 401 as problem+json for a program", async () => {
    const { visitor, graph } = await profileVisitor();
    graph.answers.GET = refused;
    const answer = await visitor.get("/users/profile").set("Accept", "application/json").expect(401);
    expect(answer.get("Content-Type")).toMatch(/^application\/problem\+json/);
  });
});
