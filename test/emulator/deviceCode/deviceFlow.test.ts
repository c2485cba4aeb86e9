import type { DeviceCodeRequest } from "@azure/msal-node";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { commandLineTools } from "../../../emulator/deviceCode/commandLineTools.js";
import { tenantId } from "../../../emulator/tenant.js";
import {
  approveDeviceCode,
  askForCode,
  msalCommandLine,
  poll,
  typeDeviceCode,
} from "../../support/emulator/deviceCode.js";
import { ada, ben, firstApp, startTestEmulator } from "../../support/emulator/emulatorApps.js";
import { FormBrowser } from "../../support/visitors/formBrowser.js";

const graph = "https://graph.microsoft.com";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator([firstApp], { pollingInterval: 0.05 });
});
afterAll(() => emulator.close());
afterEach(() => {
  vi.useRealTimers();
});

/** Returns the callback that signs this person in as soon as there is a code, and the page that ends it. */
function inAnotherWindow(user: typeof ada) {
  let lastPage: ReturnType<typeof approveDeviceCode> | undefined;
  const deviceCodeCallback: DeviceCodeRequest["deviceCodeCallback"] = ({ userCode }) => {
    lastPage = approveDeviceCode(emulator, userCode, user);
  };
  return { deviceCodeCallback, lastPage: async () => lastPage };
}

describe("MSAL signs an administrator in", () => {
  test("with the code that somebody types in a browser elsewhere", async () => {
    const msal = await msalCommandLine(emulator);
    const { deviceCodeCallback, lastPage } = inAnotherWindow(ada);
    const scopes = [`${graph}/Application.ReadWrite.All`, `${graph}/Organization.Read.All`];
    const result = await msal.acquireTokenByDeviceCode({ scopes, deviceCodeCallback });
    expect(await lastPage()).toMatchObject({ status: 200, heading: "You are signed in" });
    expect(result).toMatchObject({
      tenantId,
      uniqueId: expect.stringMatching(/^a0a0a0a0-/),
      account: { username: ada.email, name: "Ada Winters" },
      scopes: ["profile", "openid", "email", ...scopes],
    });
    expect(emulator.logged).toEqual([]);
  });

  test("and renews the token for some of the permissions", async () => {
    const msal = await msalCommandLine(emulator);
    const { deviceCodeCallback } = inAnotherWindow(ben);
    const scopes = [`${graph}/Application.ReadWrite.All`, `${graph}/Organization.Read.All`];
    const first = await msal.acquireTokenByDeviceCode({ scopes, deviceCodeCallback });
    expect(first?.account).not.toBeNull();
    if (first?.account) {
      const one = scopes.slice(1);
      const renewed = await msal.acquireTokenSilent({
        account: first.account,
        scopes: one,
        forceRefresh: true,
      });
      expect(await verified(renewed.accessToken)).toMatchObject({
        scp: "Organization.Read.All openid profile",
      });
    }
  });
});

test("A refresh token can be used again, as Entra's can", async () => {
  const { deviceCode, userCode } = await askForCode(emulator, { scope: "openid offline_access" });
  await approveDeviceCode(emulator, userCode, ada);
  const { body } = await poll(emulator, deviceCode, { scope: "openid offline_access" });
  const renewal = { grant_type: "refresh_token", refresh_token: String(body.refresh_token), device_code: "" };
  for (let time = 1; time <= 2; time += 1) {
    expect((await poll(emulator, "", renewal)).status).toBe(200);
  }
});

async function verified(accessToken: string) {
  const keys = createRemoteJWKSet(new URL(`${emulator.authority}/discovery/v2.0/keys`));
  const { payload, protectedHeader } = await jwtVerify(accessToken, keys, { algorithms: ["RS256"] });
  expect(protectedHeader.typ).toBe("JWT");
  return payload;
}

async function tokensFor(scope: string) {
  const { deviceCode, userCode } = await askForCode(emulator, { scope });
  await approveDeviceCode(emulator, userCode, ada);
  const { status, body } = await poll(emulator, deviceCode);
  expect(status).toBe(200);
  return body;
}

describe("The access token", () => {
  test.each([graph, "https://graph.microsoft.us", "https://microsoftgraph.chinacloudapi.cn"])(
    "for %s is a JWT with the permissions asked for, signed with the tenant's key",
    async (origin) => {
      const scope = `openid offline_access ${origin}/User.Read ${origin}/Organization.Read.All`;
      const { access_token: accessToken = "", ...body } = await tokensFor(scope);
      const { port } = new URL(emulator.url);
      expect(await verified(accessToken)).toEqual({
        aud: origin,
        iss: `http://${tenantId}.localhost:${port}/${tenantId}/v2.0`,
        appid: commandLineTools.client_id,
        scp: "openid User.Read Organization.Read.All",
        tid: tenantId,
        oid: expect.stringMatching(/^a0a0a0a0-/),
        sub: expect.any(String),
        jti: expect.any(String),
        ver: "1.0",
        nbf: expect.any(Number),
        iat: expect.any(Number),
        exp: expect.any(Number),
      });
      expect(body.scope).toBe(`profile openid email ${origin}/User.Read ${origin}/Organization.Read.All`);
    },
  );

  test("is Graph's where no API is named", async () => {
    const { access_token: accessToken = "", id_token: idToken } = await tokensFor("openid profile");
    expect(await verified(accessToken)).toMatchObject({ aud: graph, scp: "openid profile" });
    expect(idToken).toContain(".");
  });

  test("tells an API of the tenant's that the app has no credential", async () => {
    const { access_token: accessToken = "" } = await tokensFor("openid api://orders/Orders.Read");
    const claims = { aud: "api://orders", azp: commandLineTools.client_id, azpacr: "0", ver: "2.0" };
    expect(await verified(accessToken)).toMatchObject(claims);
  });

  test("for a second sign-in in the same browser has the permissions of that one", async () => {
    const browser = new FormBrowser(emulator.url);
    const first = await askForCode(emulator, { scope: `openid ${graph}/User.Read` });
    const password = await browser.submit(await typeDeviceCode(browser, first.userCode), "Next", ada);
    await browser.submit(password, "Sign in", ada);
    const second = await askForCode(emulator, { scope: `openid ${graph}/Organization.Read.All` });
    expect((await typeDeviceCode(browser, second.userCode)).heading).toBe("You are signed in");
    const { body } = await poll(emulator, second.deviceCode);
    expect(await verified(body.access_token ?? "")).toMatchObject({ scp: "openid Organization.Read.All" });
  });
});

describe("A device that asks gets", () => {
  test("a code as Entra makes them, for fifteen minutes", async () => {
    const { status, body } = await askForCode(emulator);
    expect({ status, ...body }).toEqual({
      status: 200,
      user_code: expect.stringMatching(/^[A-Z]{9}$/),
      device_code: expect.any(String),
      verification_uri: `${emulator.url}/devicelogin`,
      expires_in: 900,
      interval: 0.05,
      message: expect.stringContaining(`${emulator.url}/devicelogin`),
    });
    expect(body.message).toContain(body.user_code);
  });

  test("five seconds to wait between its questions where nothing else is said", async () => {
    const usual = await startTestEmulator([firstApp]);
    expect((await askForCode(usual)).body).toMatchObject({ interval: 5 });
    await usual.close();
  });

  test.each([
    [700016, "unauthorized_client", "an unknown app", { client_id: "11111111-0000-4000-8000-000000000000" }],
    [7000218, "invalid_client", "an app with a secret that sends none", { client_id: firstApp.clientId }],
    [
      9002313,
      "invalid_request",
      "an app that is none of devices",
      { client_id: firstApp.clientId, client_secret: firstApp.clientSecret },
    ],
    [901002, "invalid_request", "another resource", { resource: "https://api.example" }],
  ])("AADSTS%i %s for %s", async (number, error, _case, changes) => {
    const { body } = await askForCode(emulator, changes);
    expect(body).toMatchObject({ error, error_codes: [number], correlation_id: expect.any(String) });
  });
});

describe("A device that asks for its tokens gets", () => {
  const refused = (number: number, error: string) => ({
    status: 400,
    body: { error, error_codes: [number] },
  });

  test("authorization_pending until somebody has signed in", async () => {
    const { deviceCode, userCode } = await askForCode(emulator);
    expect(await poll(emulator, deviceCode)).toMatchObject(refused(70016, "authorization_pending"));
    await typeDeviceCode(new FormBrowser(emulator.url), userCode);
    expect(await poll(emulator, deviceCode)).toMatchObject(refused(70016, "authorization_pending"));
    await approveDeviceCode(emulator, (await askForCode(emulator)).userCode, ada);
    expect(await poll(emulator, deviceCode)).toMatchObject(refused(70016, "authorization_pending"));
  });

  test("its tokens by MSAL's short name of the grant, once", async () => {
    const { deviceCode, userCode } = await askForCode(emulator);
    await approveDeviceCode(emulator, userCode, ada);
    expect(await poll(emulator, deviceCode, { grant_type: "device_code" })).toMatchObject({ status: 200 });
    expect(await poll(emulator, deviceCode)).toMatchObject(refused(54005, "invalid_grant"));
  });

  test.each(["confirmation", "sign-in"])(
    "authorization_declined where the person cancels at the %s",
    async (at) => {
      const { deviceCode, userCode } = await askForCode(emulator);
      const browser = new FormBrowser(emulator.url);
      const code = await browser.submit(await browser.open("/devicelogin"), "Next", { user_code: userCode });
      const page = at === "sign-in" ? await browser.submit(code, "Continue") : code;
      expect((await browser.submit(page, "Cancel")).heading).toBe("You cancelled the sign-in");
      expect(await poll(emulator, deviceCode)).toMatchObject(refused(65004, "authorization_declined"));
    },
  );

  test("expired_token after fifteen minutes", async () => {
    const { deviceCode } = await askForCode(emulator);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 900_000 });
    expect(await poll(emulator, deviceCode)).toMatchObject(refused(70020, "expired_token"));
  });

  test("bad_verification_code for a code that never was", async () => {
    expect(await poll(emulator, "never-was")).toMatchObject(refused(501491, "bad_verification_code"));
  });
});

test("The tenant names the endpoint, under both its names", async () => {
  const response = await fetch(`${emulator.authority}/v2.0/.well-known/openid-configuration`);
  expect(await response.json()).toMatchObject({
    device_authorization_endpoint: `${emulator.url}/${tenantId}/oauth2/v2.0/devicecode`,
  });
  const byId = { ...emulator, authority: `${emulator.url}/${tenantId}` };
  expect((await askForCode(byId)).status).toBe(200);
});
