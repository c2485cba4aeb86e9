import { decodeJwt } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { Accounts } from "../../emulator/directory/accounts.js";
import { ada, firstApp, MsalApp, signIn, startTestEmulator } from "../support/emulator/emulatorApps.js";
import { codeFor, tokenRequest } from "../support/emulator/emulatorTokens.js";

const orders = "api://99999999-1111-4222-8333-444444444444";
const invoices = "api://99999999-1111-4222-8333-555555555555";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());
afterEach(() => {
  vi.useRealTimers();
});

const application = { client_id: firstApp.clientId, client_secret: firstApp.clientSecret };

async function tokensFor(scope: string, redemption: Readonly<Record<string, string>> = {}) {
  const parameters = await codeFor(emulator, { scope });
  return (await tokenRequest(emulator, { ...parameters, ...redemption })).body;
}

function renew(refreshToken: string | undefined, scope?: string) {
  return tokenRequest(emulator, {
    grant_type: "refresh_token",
    ...application,
    refresh_token: refreshToken ?? "",
    ...(scope === undefined ? {} : { scope }),
  });
}

describe("A refresh token", () => {
  test("buys tokens for any API of the tenant's, asked for at first or not", async () => {
    const { refresh_token: refreshToken } = await tokensFor(`openid offline_access ${orders}/Orders.Read`);
    for (const [scope, scp] of [
      [`${invoices}/Invoices.Read`, "Invoices.Read"],
      [`${orders}/Orders.Write`, "Orders.Write"],
      [`${orders}/Orders.Read openid profile offline_access`, "Orders.Read"],
      ["User.Read", "User.Read"],
    ] as const) {
      const { status, body } = await renew(refreshToken, scope);
      expect(status).toBe(200);
      expect(String(decodeJwt(body.access_token ?? "").scp).split(" ")).toContain(scp);
    }
  });

  test("buys one for the first API where it is not told which", async () => {
    const { refresh_token: first } = await tokensFor(`openid offline_access ${orders}/Orders.Read`);
    const { body: other } = await renew(first, `${invoices}/Invoices.Read`);
    const { body } = await renew(other.refresh_token);
    expect(decodeJwt(body.access_token ?? "")).toMatchObject({ scp: "Orders.Read" });
  });

  test("is a new one at each use, and the old one stays good", async () => {
    const { refresh_token: first } = await tokensFor("openid offline_access");
    const { body } = await renew(first);
    expect(body.refresh_token).toEqual(expect.any(String));
    expect(body.refresh_token).not.toBe(first);
    expect((await renew(first)).status).toBe(200);
    expect((await renew(body.refresh_token)).status).toBe(200);
  });

  test("lives for 90 days", async () => {
    const { refresh_token: refreshToken } = await tokensFor("openid offline_access");
    const days = 24 * 60 * 60 * 1000;
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 89 * days });
    expect((await renew(refreshToken)).status).toBe(200);
    vi.setSystemTime(Date.now() + 2 * days);
    expect(await renew(refreshToken)).toMatchObject({
      body: { error: "invalid_grant", error_codes: [70008] },
    });
  });

  test("of an app that is gone or never was is invalid_grant, so that MSAL's caller asks the person", async () => {
    expect(await renew("never-was", `${orders}/Orders.Read`)).toMatchObject({
      status: 400,
      body: { error: "invalid_grant", error_codes: [9002313] },
    });
  });

  test("survives the person's sign-out, as at Entra", async () => {
    const app = new MsalApp(emulator, firstApp);
    const { browser, tokens } = await signIn(emulator, app, ada);
    const { refresh_token: refreshToken } = await tokensFor("openid offline_access");
    await browser.open(
      `${emulator.authority}/oauth2/v2.0/logout?logout_hint=${Reflect.get(tokens.idTokenClaims, "login_hint")}`,
    );
    expect((await renew(refreshToken)).status).toBe(200);
  });

  test("of an account that has gone is AADSTS50034", async () => {
    const { refresh_token: refreshToken } = await tokensFor("openid offline_access");
    vi.spyOn(Accounts.prototype, "findByOid").mockReturnValue(undefined);
    const { status, body } = await renew(refreshToken);
    vi.restoreAllMocks();
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { error: "invalid_grant", error_codes: [50034] },
    });
  });

  test("is refused once with the number that a test asks for", async () => {
    const { refresh_token: refreshToken } = await tokensFor("openid offline_access");
    emulator.faults.set({ at: "refresh", kind: "aadsts", number: 50173 });
    expect(await renew(refreshToken)).toMatchObject({
      status: 400,
      body: { error: "invalid_grant", error_codes: [50173] },
    });
    expect((await renew(refreshToken)).status).toBe(200);
  });

  test("buys one API's token at a time", async () => {
    const { refresh_token: refreshToken } = await tokensFor("openid offline_access");
    expect(await renew(refreshToken, `${orders}/Orders.Read ${invoices}/Invoices.Read`)).toMatchObject({
      status: 400,
      body: { error: "invalid_request", error_codes: [28000] },
    });
  });
});

describe("The scopes of the authorization hold where the token request repeats none:", () => {
  test("a refresh token where offline_access was among them", async () => {
    const body = await tokensFor("openid offline_access");
    expect(body.refresh_token).toEqual(expect.any(String));
  });

  test("no permission where offline_access is all there is", async () => {
    const parameters = await codeFor(emulator, { scope: "offline_access", nonce: "" });
    const { body } = await tokenRequest(emulator, parameters);
    expect(body).not.toHaveProperty("id_token");
    expect(decodeJwt(body.access_token ?? "")).toMatchObject({ scp: "" });
  });

  test("none where it was not", async () => {
    expect(await tokensFor("openid profile")).not.toHaveProperty("refresh_token");
  });

  test("the token is for their API", async () => {
    const { access_token: token } = await tokensFor(`openid ${orders}/Orders.Read`);
    expect(decodeJwt(token ?? "")).toMatchObject({ scp: "Orders.Read" });
  });

  test("and AADSTS28003 where they are of several APIs", async () => {
    const scope = `openid ${orders}/Orders.Read ${invoices}/Invoices.Read`;
    expect(await tokensFor(scope)).toMatchObject({ error: "invalid_request", error_codes: [28003] });
    const { access_token: token } = await tokensFor(scope, { scope: `${invoices}/Invoices.Read` });
    expect(decodeJwt(token ?? "")).toMatchObject({ scp: "Invoices.Read" });
  });
});
