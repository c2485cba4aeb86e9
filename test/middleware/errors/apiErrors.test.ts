import { afterAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { ApiClient } from "../../../src/api/apiClient.js";
import { createApiHttpClient } from "../../../src/api/apiHttpClient.js";
import { apiPages } from "../../support/app/apiPages.js";
import { startApp } from "../../support/app/startApp.js";
import { startLocalServer } from "../../support/network/localServer.js";
import { TenantStub } from "../../support/tenant/tenantStub.js";
import { API_SCOPES } from "../../support/tenant/tokenHolder.js";
import { postAnswer, signIn, visitorOf } from "../../support/visitors/signInByHttp.js";

const tenant = await TenantStub.start();
let api = "";
const app = await startApp({ AUTHORITY: tenant.authority, API_SCOPES }, undefined, {
  inFront: apiPages(() => {
    const client = new ApiClient(api, createApiHttpClient());
    return client.call({ path: "/", token: "the-token", answer: z.unknown() });
  }),
});
afterAll(async () => {
  await app.close();
  await tenant.close();
});

/** Somebody who is signed in, and an API that answers the page behind which it stands with this. */
async function visitorOfPage(status: number, headers: Readonly<Record<string, string>> = {}) {
  const server = await startLocalServer((_request, response) => {
    response.writeHead(status, headers).end("Words of the API for ada@contoso.example");
  });
  api = server.url;
  const visitor = visitorOf(app);
  expect((await signIn(visitor, tenant)).status).toBe(200);
  return visitor;
}

describe("a page behind which an API answers", () => {
  test.each([
    [401, 401, "Please sign in again"],
    [403, 403, "No access"],
    [404, 404, "Not found"],
    [429, 429, "Please wait a moment"],
    [400, 502, "Not available"],
    [500, 502, "Not available"],
    [502, 502, "Not available"],
    [503, 503, "Not available"],
    [504, 504, "Not available"],
    [302, 502, "Not available"],
  ])("%i has status %i and says: %s", async (status, shown, title) => {
    const visitor = await visitorOfPage(status);
    const { text } = await visitor.get("/api/call").expect(shown);
    expect(text).toContain(title);
    expect(text).toMatch(/http:\/\/127\.0\.0\.1:\d+ answered with status/);
    expect(text + app.logLines.join()).not.toMatch(/Words of the API|the-token/);
    const warnings = app.logLines.filter((line) => line.startsWith("warn "));
    expect(warnings.at(-1)).toMatch(/^warn An API failed: ApiError: /);
  });

  test.each([429, 503])("%i with Retry-After says when to come again", async (status) => {
    const visitor = await visitorOfPage(status, { "Retry-After": "42" });
    const answer = await visitor.get("/api/call").expect(status);
    expect(answer.get("Retry-After")).toBe("42");
  });

  test("that claims are missing leads once through a sign-in with them, and then says why", async () => {
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    const encoded = Buffer.from(claims).toString("base64");
    const visitor = await visitorOfPage(401, {
      "WWW-Authenticate": `Bearer error="insufficient_claims", claims="${encoded}"`,
    });
    const { headers } = await visitor.get("/api/call").expect(302);
    const authorization = (await visitor.get(String(headers.location)).expect(302)).headers.location ?? "";
    expect(new URL(authorization).searchParams.get("claims")).toContain(
      '"acrs":{"essential":true,"value":"c1"}',
    );
    expect((await postAnswer(visitor, tenant.authorize(authorization))).text).toContain("/api/call");
    expect((await visitor.get("/api/call").expect(403)).text).toContain("insufficient_claims");
  });
});
