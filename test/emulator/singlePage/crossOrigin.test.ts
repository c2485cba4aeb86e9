import { describe, expect, test, vi } from "vitest";
import type { Emulator } from "../../../emulator/startEmulator.js";
import { tokenRequest } from "../../support/emulator/emulatorTokens.js";
import { page, pageOrigin } from "../../support/emulator/tenantApplications.js";
import { answerTo, phoneId, redemption, shop, startTenant } from "../../support/emulator/tenantFile.js";

const phone = {
  clientId: phoneId,
  displayName: "Phone",
  publicClient: { redirectUris: ["http://localhost"] },
};
const verifier = "a-verifier-that-is-at-least-43-characters-long-as-it-must";
const challenge = { code_challenge: verifier, code_challenge_method: "plain" };
const ofPage = { client_id: page.clientId, redirect_uri: "http://localhost:5173/" };
const ofPhone = { client_id: phoneId, redirect_uri: "http://localhost:5173" };
const fromPage = { origin: pageOrigin };

async function codeOf(emulator: Emulator, application: Readonly<Record<string, string>>) {
  const { code = "" } = await answerTo(emulator, { ...application, ...challenge });
  return { ...application, grant_type: "authorization_code", code, code_verifier: verifier };
}

/** The page's first tokens. */
async function tokensOfPage(emulator: Emulator) {
  const { body } = await tokenRequest(emulator, await codeOf(emulator, ofPage), fromPage);
  return { client_id: page.clientId, grant_type: "refresh_token", refresh_token: body.refresh_token ?? "" };
}

function send(emulator: Emulator, form: Readonly<Record<string, string>>, headers: Record<string, string>) {
  return fetch(`${emulator.authority}/oauth2/v2.0/token`, {
    method: "POST",
    headers,
    body: new URLSearchParams(form),
  });
}

describe("A request for tokens from another origin", () => {
  test.each([
    ["a web app's code", { ...redemption }, ["client_id", "redirect_uri"]],
    ["a native app's code", ofPhone, ["client_id", "redirect_uri"]],
  ] as const)("is refused for %s with AADSTS9002326, which the page may read", async (_of, form, _names) => {
    const emulator = await startTenant({ applications: [shop, page, phone] });
    const { client_id, redirect_uri } = form;
    const code = await codeOf(emulator, { client_id, redirect_uri });
    const response = await send(emulator, { ...code, ...form }, fromPage);
    expect(response.status).toBe(400);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(await response.json()).toMatchObject({
      error: "invalid_request",
      error_codes: [9002326],
      error_description: expect.stringContaining(pageOrigin),
    });
  });

  test("is refused for an application without a person", async () => {
    const emulator = await startTenant({ applications: [{ ...shop, ...page, clientId: shop.clientId }] });
    const form = { ...redemption, grant_type: "client_credentials", scope: "api://orders/.default" };
    expect(await tokenRequest(emulator, form, fromPage)).toMatchObject({
      status: 400,
      body: { error_codes: [9002326] },
    });
  });

  test("is refused for a refresh token that no page was given", async () => {
    const emulator = await startTenant({ applications: [{ ...shop, spa: page.spa }] });
    const { code = "" } = await answerTo(emulator);
    const { body } = await tokenRequest(emulator, { ...redemption, code });
    const renewal = { ...redemption, grant_type: "refresh_token", refresh_token: body.refresh_token ?? "" };
    expect(await tokenRequest(emulator, renewal, fromPage)).toMatchObject({
      status: 400,
      body: { error_codes: [9002326] },
    });
    expect(await tokenRequest(emulator, renewal)).toMatchObject({ status: 200 });
  });
});

describe("A page", () => {
  test("at localhost may be at another port than is registered, as at Entra", async () => {
    const emulator = await startTenant({ applications: [page] });
    const form = await codeOf(emulator, { ...ofPage, redirect_uri: "http://localhost:5174/" });
    expect(await tokenRequest(emulator, form, { origin: "http://localhost:5174" })).toMatchObject({
      status: 200,
    });
  });

  test("renews its tokens, from its own page alone", async () => {
    const emulator = await startTenant({ applications: [page] });
    const renewal = await tokensOfPage(emulator);
    expect(await tokenRequest(emulator, renewal)).toMatchObject({
      status: 400,
      body: { error_codes: [9002327] },
    });
    const renewed = await tokenRequest(emulator, renewal, fromPage);
    expect(renewed.status).toBe(200);
    const again = { ...renewal, refresh_token: renewed.body.refresh_token ?? "" };
    expect(await tokenRequest(emulator, again)).toMatchObject({ body: { error_codes: [9002327] } });
    expect(await tokenRequest(emulator, again, fromPage)).toMatchObject({ status: 200 });
  });

  test("has to sign the person in again after a day, however often it renews", async () => {
    const emulator = await startTenant({ applications: [page] });
    const start = Date.now();
    const renewal = await tokensOfPage(emulator);
    const hour = 60 * 60 * 1000;
    vi.useFakeTimers({ toFake: ["Date"], now: start + 23 * hour });
    const renewed = await tokenRequest(emulator, renewal, fromPage);
    expect(renewed.status).toBe(200);
    vi.setSystemTime(start + 25 * hour);
    const late = await tokenRequest(
      emulator,
      { ...renewal, refresh_token: renewed.body.refresh_token ?? "" },
      fromPage,
    );
    vi.useRealTimers();
    expect(late).toMatchObject({ status: 400, body: { error: "invalid_grant", error_codes: [70008] } });
  });

  test("must use PKCE: AADSTS9002325", async () => {
    const emulator = await startTenant({ applications: [page] });
    const { code = "" } = await answerTo(emulator, ofPage);
    const form = { ...ofPage, grant_type: "authorization_code", code };
    expect(await tokenRequest(emulator, form, fromPage)).toMatchObject({
      status: 400,
      body: { error: "invalid_request", error_codes: [9002325] },
    });
  });

  test.each([
    ["a page", ofPage, fromPage],
    ["a native app", ofPhone, undefined],
  ] as const)("presents no secret: AADSTS700025 for %s", async (_kind, application, headers) => {
    const emulator = await startTenant({
      applications: [
        { ...page, secrets: ["a-secret"] },
        { ...phone, secrets: ["a-secret"] },
      ],
    });
    const form = { ...(await codeOf(emulator, application)), client_secret: "a-secret" };
    expect(await tokenRequest(emulator, form, headers)).toMatchObject({
      status: 401,
      body: { error: "invalid_client", error_codes: [700025] },
    });
  });

  test("reads why it is refused", async () => {
    const emulator = await startTenant({ applications: [page] });
    const form = { ...(await codeOf(emulator, ofPage)), code_verifier: "x".repeat(43) };
    const response = await send(emulator, form, fromPage);
    expect(response.headers.get("access-control-allow-origin")).toBe(pageOrigin);
    expect(await response.json()).toMatchObject({ error_codes: [501481] });
  });
});

describe("A preflight of the token endpoint", () => {
  const ask = (emulator: Emulator, origin: string) =>
    fetch(`${emulator.authority}/oauth2/v2.0/token`, {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "client-request-id",
      },
    });

  test("allows the pages of the tenant's applications", async () => {
    const { headers } = await ask(await startTenant({ applications: [page] }), pageOrigin);
    expect(headers.get("access-control-allow-origin")).toBe(pageOrigin);
    expect(headers.get("access-control-allow-headers")).toBe("client-request-id");
  });

  test("allows every port of localhost, where a page is", async () => {
    const { headers } = await ask(await startTenant({ applications: [page] }), "http://localhost:5174");
    expect(headers.get("access-control-allow-origin")).toBe("http://localhost:5174");
  });

  test("allows nobody else, not even where a web app is", async () => {
    const office = { ...page, spa: { redirectUris: ["https://office.example/"] } };
    const emulator = await startTenant({ applications: [office, shop] });
    for (const origin of [
      "http://localhost:3000",
      "https://office.example:8443",
      "https://evil.example",
      "null",
    ]) {
      expect((await ask(emulator, origin)).headers.get("access-control-allow-origin")).toBe(null);
    }
  });
});
