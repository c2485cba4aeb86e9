import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import {
  ada,
  firstApp,
  MsalApp,
  responseOf,
  secondApp,
  startTestEmulator,
  typeCredentials,
} from "../support/emulator/emulatorApps.js";
import { codeFor, redemptionOf, tokenRequest } from "../support/emulator/emulatorTokens.js";
import { FormBrowser } from "../support/visitors/formBrowser.js";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());
afterEach(() => {
  vi.useRealTimers();
});

async function freshCode() {
  const app = new MsalApp(emulator, firstApp);
  const browser = new FormBrowser(emulator.url);
  const page = await browser.open(await app.authorizationUrl());
  const { code = "" } = responseOf(await typeCredentials(browser, page, ada.email, ada.password));
  return { app, browser, code };
}

function request(parameters: Readonly<Record<string, string>>, headers?: Record<string, string>) {
  return tokenRequest(emulator, parameters, headers);
}

function validRequest() {
  return codeFor(emulator, { scope: "openid profile" });
}

describe("A good request", () => {
  test("gets tokens, with client_info only when asked for it", async () => {
    const { status, body } = await request({ ...(await validRequest()), client_info: "1" });
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 3600, ext_expires_in: 3600 });
    const info = JSON.parse(Buffer.from(body.client_info ?? "", "base64url").toString());
    expect(info).toEqual({
      uid: expect.stringMatching(/^a0a0a0a0-/),
      utid: expect.stringMatching(/^6f4d2c1a-/),
    });
    expect((await request(await validRequest())).body).not.toHaveProperty("client_info");
  });

  test("gets a refresh token for offline_access, which gets further tokens, again and again", async () => {
    const scope = "openid profile offline_access";
    const first = await request({ ...(await validRequest()), scope });
    const renewal = {
      grant_type: "refresh_token",
      client_id: firstApp.clientId,
      client_secret: firstApp.clientSecret,
      refresh_token: first.body.refresh_token ?? "",
    };
    for (const renewed of [renewal, { ...renewal, scope }, { ...renewal, scope: "offline_access" }]) {
      const { status, body } = await request(renewed);
      expect(status).toBe(200);
      expect(body).toMatchObject({ id_token: expect.any(String), refresh_token: expect.any(String) });
    }
    expect((await request(await validRequest())).body).not.toHaveProperty("refresh_token");
  });

  test("gets a refresh token that outlives the sign-out in the browser, as Entra's do", async () => {
    const { app, browser, code } = await freshCode();
    const { body } = await request({ ...redemptionOf(app, code), scope: "openid offline_access" });
    const page = await browser.open(`${emulator.authority}/oauth2/v2.0/logout`);
    await browser.submit(page, "Ada Winters (ada@contoso.example)");
    const { status } = await request({
      grant_type: "refresh_token",
      client_id: firstApp.clientId,
      client_secret: firstApp.clientSecret,
      refresh_token: body.refresh_token ?? "",
    });
    expect(status).toBe(200);
  });
});

test.each(["plain", ""])(
  "A code challenge by the method %j is the verifier itself (RFC 7636)",
  async (method) => {
    const verifier = "plain-".padEnd(43, "x");
    const changes = { scope: "openid", code_challenge: verifier, code_challenge_method: method };
    const right = { ...(await codeFor(emulator, changes)), code_verifier: verifier };
    expect((await request(right)).status).toBe(200);
    const wrong = { ...(await codeFor(emulator, changes)), code_verifier: verifier.replace("p", "q") };
    expect(await request(wrong)).toMatchObject({ status: 400, body: { error_codes: [501481] } });
  },
);

describe("The secret in the Authorization header (RFC 6749 section 2.3.1)", () => {
  const basic = (id: string, secret: string) => ({
    authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`,
  });

  test("proves the app, form-encoded as clients send it", async () => {
    const { client_id: id, client_secret: secret, ...parameters } = await validRequest();
    const encoded = secret.replaceAll("-", "%2D");
    expect((await request(parameters, basic(id, encoded))).status).toBe(200);
  });

  test("is refused where it is wrong, as AADSTS7000215", async () => {
    const { client_id: id, client_secret: _secret, ...parameters } = await validRequest();
    for (const secret of ["wrong"]) {
      const answer = await request(parameters, basic(id, secret));
      expect(answer).toMatchObject({
        status: 401,
        body: { error: "invalid_client", error_codes: [7000215] },
      });
    }
  });
});

describe("A refused request gets Entra's JSON:", () => {
  const cases = [
    [7000215, "invalid_client", 401, "a wrong secret", { client_secret: "wrong" }],
    [7000218, "invalid_client", 401, "no secret", { client_secret: "" }],
    [700016, "unauthorized_client", 400, "an unknown app", { client_id: randomUUID() }],
    [700038, "unauthorized_client", 400, "an app id that is no GUID", { client_id: "my-app" }],
    [501481, "invalid_grant", 400, "a wrong code_verifier", { code_verifier: "x".repeat(43) }],
    [501481, "invalid_grant", 400, "no code_verifier", { code_verifier: "" }],
    [70003, "unsupported_grant_type", 400, "an unknown grant type", { grant_type: "password" }],
    [9002313, "invalid_grant", 400, "a code that never was", { code: "nonsense" }],
    [500112, "invalid_grant", 400, "another redirect URI", { redirect_uri: "https://else.example/" }],
    [900144, "invalid_request", 400, "no grant type", { grant_type: "" }],
    [900144, "invalid_request", 400, "no client id", { client_id: "" }],
    [900144, "invalid_request", 400, "no code", { code: "" }],
    [900144, "invalid_request", 400, "no refresh token", { grant_type: "refresh_token" }],
    [901002, "invalid_request", 400, "a resource", { resource: "https://graph.microsoft.com" }],
    [70011, "invalid_scope", 400, "a scope that is none", { scope: 'openid "' }],
    [
      9002313,
      "invalid_grant",
      400,
      "a code of another app",
      { client_id: secondApp.clientId, client_secret: secondApp.clientSecret },
    ],
  ] as const;

  test.each(cases)("AADSTS%i %s with %i for %s", async (number, error, status, _case, change) => {
    const answer = await request({ ...(await validRequest()), ...change });
    expect(answer).toMatchObject({
      status,
      type: "application/json; charset=utf-8",
      body: { error, error_codes: [number] },
    });
  });

  test("a code that was redeemed is 54005, however often it is tried", async () => {
    const parameters = await validRequest();
    expect((await request(parameters)).status).toBe(200);
    for (const _try of [1, 2]) {
      const { status, body } = await request(parameters);
      expect({ status, ...body }).toMatchObject({
        status: 400,
        error: "invalid_grant",
        error_codes: [54005],
      });
    }
  });

  test("a code older than ten minutes is 70008", async () => {
    const parameters = await validRequest();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 10 * 60 * 1000 });
    const { status, body } = await request(parameters);
    expect({ status, ...body }).toMatchObject({ status: 400, error: "invalid_grant", error_codes: [70008] });
  });

  test("every field is there, and the correlation id is the client-request-id", async () => {
    const correlationId = randomUUID();
    const { body } = await request({ grant_type: "" }, { "client-request-id": correlationId });
    expect(body).toEqual({
      error: "invalid_request",
      error_description: expect.stringMatching(
        /^AADSTS900144: .+ Trace ID: [0-9a-f-]{36} Correlation ID: [0-9a-f-]{36} Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/,
      ),
      error_codes: [900144],
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
      trace_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      correlation_id: correlationId,
      error_uri: "https://login.microsoftonline.com/error?code=900144",
    });
  });

  test("a client-request-id that is no GUID is not echoed", async () => {
    const { body } = await request({ grant_type: "x" }, { "client-request-id": "<script>" });
    expect(body.correlation_id).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("a body that is no form", async () => {
    const response = await fetch(`${emulator.authority}/oauth2/v2.0/token`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/html" },
      body: "{}",
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: "invalid_request", error_codes: [900144] });
  });

  test("MSAL reads the number and the correlation id", async () => {
    const { app, code } = await freshCode();
    await app.redeem(code);
    await expect(app.redeem(code)).rejects.toMatchObject({ errorCode: "invalid_grant", errorNo: 54005 });
  });
});
