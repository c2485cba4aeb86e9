import { createHash } from "node:crypto";
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { describe, expect, test } from "vitest";
import type { Emulator } from "../../../emulator/startEmulator.js";
import { responseOf, typeCredentials } from "../../support/emulator/emulatorApps.js";
import { tokenRequest } from "../../support/emulator/emulatorTokens.js";
import { orders, readOrders } from "../../support/emulator/tenantApplications.js";
import {
  authorize,
  fay,
  ordersId,
  redemption,
  shop,
  shopId,
  startTenant,
} from "../../support/emulator/tenantFile.js";
import { FormBrowser, type Page } from "../../support/visitors/formBrowser.js";

const enabled = { enableIdTokenIssuance: true, enableAccessTokenIssuance: true };
const hybridShop = {
  ...shop,
  web: { ...shop.web, implicitGrantSettings: enabled },
  permissions: [readOrders],
  optionalClaims: { idToken: ["sid" as const] },
};
const [shopRedirect] = shop.web.redirectUris;
const nonce = "a-nonce-of-the-request";

/** What the app gets back, in the mode in which it comes. */
function answerOf(page: Page) {
  const fragment = Object.fromEntries(new URLSearchParams(page.url.hash.slice(1)));
  const query = page.html === "" ? Object.fromEntries(page.url.searchParams) : {};
  return { fragment, query, form: page.html === "" ? {} : responseOf(page) };
}

async function signIn(emulator: Emulator, changes: Readonly<Record<string, string>>) {
  const browser = new FormBrowser(emulator.url);
  const page = await authorize(emulator, { nonce, state: "a-state", ...changes }, browser);
  return answerOf(await typeCredentials(browser, page, fay.email, fay.password));
}

function verify(emulator: Emulator, token = "", audience = shopId) {
  const keys = createRemoteJWKSet(new URL(`${emulator.authority}/discovery/v2.0/keys`));
  return jwtVerify(token, keys, { issuer: emulator.issuer, audience });
}

/** OpenID Connect Core 3.3.2.11. */
const halfHash = (value = "") =>
  createHash("sha256").update(value).digest().subarray(0, 16).toString("base64url");

describe("Where the registration enables them", () => {
  test("an ID token comes with the code, bound to it, and the code is redeemed as ever", async () => {
    const emulator = await startTenant({ applications: [hybridShop, orders] });
    const { form } = await signIn(emulator, { response_type: "code id_token", response_mode: "form_post" });
    const { payload } = await verify(emulator, form.id_token);
    expect(decodeProtectedHeader(form.id_token ?? "")).toMatchObject({ typ: "JWT", alg: "RS256" });
    expect(payload).toMatchObject({
      nonce,
      name: fay.displayName,
      ver: "2.0",
      c_hash: halfHash(form.code),
      sid: form.session_state,
    });
    expect(form).toMatchObject({ state: "a-state", code: expect.any(String) });
    const redeemed = await tokenRequest(emulator, { ...redemption, code: form.code ?? "" });
    const { payload: second } = await verify(emulator, redeemed.body.id_token);
    expect(second).toMatchObject({ sub: payload.sub, oid: payload.oid, nonce });
  });

  test("an ID token comes alone, in the fragment unless something else is asked for", async () => {
    const emulator = await startTenant({ applications: [hybridShop, orders] });
    const { fragment, query } = await signIn(emulator, { response_type: "id_token" });
    expect(query).toEqual({});
    expect(Object.keys(fragment).sort()).toEqual(["id_token", "session_state", "state"]);
    expect((await verify(emulator, fragment.id_token)).payload).toMatchObject({ nonce });
  });

  test("an access token comes with it, of a client that proved nothing", async () => {
    const emulator = await startTenant({ applications: [hybridShop, orders] });
    const { fragment } = await signIn(emulator, {
      response_type: "id_token token",
      scope: `openid profile ${readOrders}`,
    });
    expect(fragment).toMatchObject({ token_type: "Bearer", expires_in: "3600" });
    expect(fragment.scope).toContain(readOrders);
    expect(fragment).not.toHaveProperty("refresh_token");
    const { payload } = await verify(emulator, fragment.access_token, ordersId);
    expect(payload).toMatchObject({ azp: shopId, azpacr: "0", scp: "Orders.Read" });
    const { payload: claims } = await verify(emulator, fragment.id_token);
    expect(claims).toMatchObject({ at_hash: halfHash(fragment.access_token) });
  });

  test.each(["id_token", "code id_token"])(
    "tokens never come in the query: AADSTS70007 for %s",
    async (response_type) => {
      const emulator = await startTenant({ applications: [hybridShop, orders] });
      const page = await authorize(emulator, { response_type, nonce, response_mode: "query" });
      const { fragment, query } = answerOf(page);
      expect(query).toEqual({});
      expect(fragment).toMatchObject({ error_description: expect.stringMatching(/^AADSTS70007: /) });
    },
  );

  test("an ID token wants a nonce", async () => {
    const emulator = await startTenant({ applications: [hybridShop, orders] });
    const { fragment } = answerOf(await authorize(emulator, { response_type: "id_token" }));
    expect(fragment).toMatchObject({
      error: "invalid_request",
      error_description: expect.stringMatching(/^AADSTS900144: .*nonce/),
    });
  });
});

describe("Where the registration does not enable it", () => {
  const onlyIdTokens = {
    ...shop,
    web: { ...shop.web, implicitGrantSettings: { enableIdTokenIssuance: true } },
  };

  test.each([
    [shop, "id_token", 700054],
    [shop, "code id_token", 700054],
    [shop, "id_token token", 700051],
    [onlyIdTokens, "id_token token", 700051],
    [onlyIdTokens, "code token", 700051],
    [onlyIdTokens, "token", 700051],
  ] as const)("a response with tokens is refused: %#", async (application, response_type, number) => {
    const emulator = await startTenant({ applications: [application] });
    const page = await authorize(emulator, { response_type, nonce, state: "a-state" });
    expect(page.url.href.startsWith(String(shopRedirect))).toBe(true);
    expect(answerOf(page).fragment).toMatchObject({
      error: "unsupported_response_type",
      error_description: expect.stringMatching(new RegExp(`^AADSTS${number}: `)),
      state: "a-state",
    });
  });
});

describe("A code", () => {
  test.each(["query", "fragment", "form"] as const)("comes in the %s, where asked", async (mode) => {
    const emulator = await startTenant({ applications: [shop] });
    const response_mode = mode === "form" ? "form_post" : mode;
    const answer = await signIn(emulator, { response_type: "code", response_mode });
    expect(answer[mode]).toMatchObject({ code: expect.any(String), state: "a-state" });
  });

  test("comes in the query, where nothing is asked", async () => {
    const emulator = await startTenant({ applications: [shop] });
    const { query } = await signIn(emulator, { response_type: "code" });
    expect(query).toMatchObject({ code: expect.any(String) });
  });
});
