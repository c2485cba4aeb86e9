import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { apiPages } from "../../support/app/apiPages.js";
import { startApp } from "../../support/app/startApp.js";
import { answerJson } from "../../support/network/localServer.js";
import { TenantStub, tokenError } from "../../support/tenant/tenantStub.js";
import { API_SCOPES } from "../../support/tenant/tokenHolder.js";
import { postAnswer, signIn, type Visitor, visitorOf } from "../../support/visitors/signInByHttp.js";

const tenant = await TenantStub.start();
const app = await startApp({ AUTHORITY: tenant.authority, API_SCOPES }, undefined, { inFront: apiPages() });
afterAll(async () => {
  await app.close();
  await tenant.close();
});
beforeEach(() => {
  delete tenant.answers.token;
  tenant.accessTokenLifetime = 3600;
});

/** A program asks, so that texts are JSON. */
const json = { Accept: "application/json" };

async function signedIn(): Promise<Visitor> {
  const visitor = visitorOf(app);
  expect((await signIn(visitor, tenant)).status).toBe(200);
  return visitor;
}

/** Sends a person to the tenant by the demand of a page, and back; gives the address at the tenant and the app's answer. */
async function throughTenant(visitor: Visitor, location: string | undefined) {
  expect(location).toMatch(/^\/auth\/signin\?demand=/);
  delete tenant.answers.token;
  const { headers } = await visitor.get(String(location)).expect(302);
  const authorization = new URL(headers.location ?? "");
  const answer = await postAnswer(visitor, tenant.authorize(authorization.href)).expect(200);
  expect(answer.text).toContain("/api/graph");
  return authorization.searchParams;
}

describe("a route that wants an access token", () => {
  test("gets the one that came with the sign-in, and one of another API", async () => {
    const visitor = await signedIn();
    expect((await visitor.get("/api/orders").expect(200)).text).toMatch(/^access-token-/);
    expect((await visitor.get("/api/graph").expect(200)).text).toMatch(/^access-token-/);
  });

  test("sends who is signed out to sign in, as every page", async () => {
    const { headers } = await visitorOf(app).get("/api/orders").expect(302);
    expect(headers.location).toBe("/auth/signin?returnTo=%2Fapi%2Forders");
  });

  test("leads a person once through a new sign-in and back, for the scopes and claims that are asked for", async () => {
    const visitor = await signedIn();
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    tenant.answers.token = answerJson({ ...tokenError("interaction_required", 50076), claims }, 400);
    const { headers } = await visitor.get("/api/graph").expect(302);
    const asked = await throughTenant(visitor, headers.location);
    expect(asked.get("claims")).toContain('"acrs":{"essential":true,"value":"c1"}');
    expect(asked.get("scope")).toContain("User.Read");
    expect((await visitor.get("/api/graph").expect(200)).text).toMatch(/^access-token-/);
  });

  test("says why after a sign-in that has not helped, leads nobody in a circle, and asks again another time", async () => {
    const visitor = await signedIn();
    tenant.accessTokenLifetime = 0;
    const refuse = answerJson(tokenError("interaction_required", 50079), 400);
    tenant.answers.token = refuse;
    const { headers } = await visitor.get("/api/graph").expect(302);
    await throughTenant(visitor, headers.location);
    tenant.answers.token = refuse;
    const { text } = await visitor.get("/api/graph").expect(403);
    expect(text).toContain("a second step to be set up");
    expect(text).toContain("AADSTS50079");
    delete tenant.answers.token;
    await visitor.get("/api/graph").expect(200);
  });

  test("lets a person pass whose demand was met, and may demand it again later", async () => {
    const visitor = await signedIn();
    tenant.accessTokenLifetime = 0;
    for (const _time of [1, 2]) {
      tenant.answers.token = answerJson(tokenError("invalid_grant", 70043), 400);
      const { headers } = await visitor.get("/api/graph").expect(302);
      await throughTenant(visitor, headers.location);
      await visitor.get("/api/graph").expect(200);
    }
  });

  test.each([
    ["a script", { "Sec-Fetch-Mode": "cors", ...json }],
    ["a program", json],
  ])("answers %s with 401 as problem+json", async (_who, headers) => {
    const visitor = await signedIn();
    tenant.answers.token = answerJson(tokenError("invalid_grant", 700082), 400);
    const answer = await visitor.get("/api/graph").set(headers).expect(401);
    expect(answer.get("Content-Type")).toMatch(/^application\/problem\+json/);
    expect(JSON.parse(answer.text)).toMatchObject({ status: 401 });
  });

  test("answers 403 where no sign-in helps, and tells developers the number", async () => {
    const visitor = await signedIn();
    tenant.answers.token = answerJson(tokenError("invalid_grant", 65001), 400);
    const { text } = await visitor.get("/api/graph").expect(403);
    expect(text).toContain("This app is not set up correctly");
    expect(text).toContain("AADSTS65001");
    expect(text).toContain("Grant admin consent");
  });

  test("says when the tenant wants to be asked again", async () => {
    const visitor = await signedIn();
    tenant.answers.token = (request, response) => {
      response.setHeader("Retry-After", "30");
      answerJson({}, 503)(request, response);
    };
    const answer = await visitor.get("/api/graph").expect(503);
    expect(answer.get("Retry-After")).toBe("30");
  });

  test("whose scopes are not configured says so to developers, and asks nobody to sign in", async () => {
    const { text } = await (await signedIn()).get("/api/unknown").expect(500);
    expect(text).toContain("API_SCOPES lacks one of api://another/Read");
  });

  test("without the guard is an error of the code, not an empty token", async () => {
    const { text } = await (await signedIn()).get("/api/unguarded").expect(500);
    expect(text).toContain("requireAccessToken does not stand before this route");
  });

  test("says nothing of a token in the log or on a page", async () => {
    const visitor = await signedIn();
    tenant.answers.token = answerJson(tokenError("invalid_grant", 53003), 400);
    const { text } = await visitor.get("/api/graph").expect(403);
    expect(text + app.logLines.join()).not.toMatch(/(?:access|refresh)-token-[\da-f]|ada@/);
  });
});
