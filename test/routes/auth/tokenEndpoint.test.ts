import type { RequestListener } from "node:http";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { startAppWithStub, tokenError } from "../../support/tenant/tenantStub.js";
import { type TimeLimits, takeTimeLimits } from "../../support/time/timeLimit.js";
import { signIn, visitorOf } from "../../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);
afterEach(() => {
  delete tenant.answers.token;
});

let limits: TimeLimits;

function answering(status: number, body: unknown, contentType = "application/json"): RequestListener {
  return (_request, response) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    response.writeHead(status, { "Content-Type": contentType }).end(text);
  };
}

describe("a token endpoint that signs nobody in", () => {
  test.each<[what: string, status: number, answer: RequestListener]>([
    ["refuses the app's secret", 502, answering(401, tokenError("invalid_client", 7000215))],
    ["does not know the app", 502, answering(400, tokenError("unauthorized_client", 700016))],
    ["asks for a second factor", 400, answering(400, tokenError("interaction_required", 50076))],
    ["says that the code has expired", 400, answering(400, tokenError("invalid_grant", 70008))],
    ["answers HTML", 502, answering(200, "<html></html>", "text/html")],
    ["answers half a JSON", 502, answering(200, '{"id_token": "abc')],
    ["answers without an ID token", 502, answering(200, { access_token: "a", token_type: "Bearer" })],
    ["answers an ID token that is none", 502, answering(200, { id_token: "garbled", token_type: "Bearer" })],
    ["fails", 503, answering(500, { error: "server_error" })],
    ["is overloaded", 503, answering(429, { error: "temporarily_unavailable" })],
    ["hangs up", 503, (request) => request.destroy()],
    ["does not answer", 504, () => limits.runOut()],
  ])("%s: %i, and the next sign-in works", async (_what, status, answer) => {
    limits = takeTimeLimits();
    const visitor = visitorOf(app);
    tenant.answers.token = answer;
    const refused = await signIn(visitor, tenant);
    expect(refused.status).toBe(status);
    expect(refused.text).toContain('href="/auth/signin"');
    await visitor.get("/users/id").expect(302);
    delete tenant.answers.token;
    expect((await signIn(visitor, tenant)).status).toBe(200);
  });

  test("tells a developer what to mend, and the log the AADSTS number", async () => {
    tenant.answers.token = answering(401, tokenError("invalid_client", 7000215));
    const { text } = await signIn(visitorOf(app), tenant);
    expect(text).toContain("CLIENT_SECRET is wrong");
    expect(app.logLines).toContainEqual(
      expect.stringMatching(/^warn Sign-in failed: .*AADSTS7000215.*correlation id/),
    );
  });
});
