import { decodeJwt } from "jose";
import { describe, expect, test, vi } from "vitest";
import type { FaultOrder } from "../../../emulator/steering/faults/fault.js";
import { responseOf } from "../../support/emulator/emulatorApps.js";
import { tokenRequest } from "../../support/emulator/emulatorTokens.js";
import { steer } from "../../support/emulator/steering.js";
import {
  answerTo,
  authorize,
  ordersId,
  redemption,
  shop,
  shopId,
  startTenant,
  tokensFor,
} from "../../support/emulator/tenantFile.js";

const other = { ...shop, clientId: ordersId };

function start() {
  return startTenant({ applications: [shop, other] });
}

/** A request for tokens by a refresh token that never was. */
const renewal = {
  grant_type: "refresh_token",
  refresh_token: "never-was",
  client_id: shopId,
  client_secret: redemption.client_secret,
};

describe("The next request to the token endpoint", () => {
  test("is refused with an AADSTS number, and the one after it is not", async () => {
    const emulator = await start();
    const { refreshToken } = await tokensFor(emulator);
    const renew = () => tokenRequest(emulator, { ...renewal, refresh_token: refreshToken });
    await steer(emulator, "POST", "/faults", { at: "refresh", kind: "aadsts", number: 50173 });
    expect(await renew()).toMatchObject({
      status: 400,
      body: { error: "invalid_grant", error_codes: [50173] },
    });
    expect((await renew()).status).toBe(200);
  });

  test("finds its secret expired, until nothing shall fail any more", async () => {
    const emulator = await start();
    const order = { at: "token", kind: "aadsts", number: 7000222, until: "reset" };
    await steer(emulator, "POST", "/faults", order);
    for (let time = 0; time < 2; time += 1) {
      expect(await tokenRequest(emulator, renewal)).toMatchObject({
        status: 401,
        body: { error: "invalid_client", error_codes: [7000222] },
      });
    }
    await steer(emulator, "DELETE", "/faults");
    expect(await tokenRequest(emulator, renewal)).toMatchObject({ body: { error_codes: [9002313] } });
  });

  test("fails for the one application that is named", async () => {
    const emulator = await start();
    await steer(emulator, "POST", "/faults", {
      at: "token",
      kind: "status",
      status: 500,
      clientId: ordersId,
    });
    expect((await tokenRequest(emulator, renewal)).status).toBe(400);
    const ofOther = { ...renewal, client_id: ordersId };
    expect((await tokenRequest(emulator, ofOther)).status).toBe(500);
    expect((await tokenRequest(emulator, ofOther)).status).toBe(400);
  });

  test("is put off, with when to come again, in an answer that a page may read", async () => {
    const page = {
      clientId: ordersId,
      displayName: "Page",
      spa: { redirectUris: ["http://localhost:5173/"] },
    };
    const emulator = await startTenant({ applications: [page] });
    emulator.faults.set({ at: "token", kind: "status", status: 429, retryAfter: 7 });
    const response = await fetch(`${emulator.authority}/oauth2/v2.0/token`, {
      method: "POST",
      headers: { Origin: "http://localhost:5173" },
      body: new URLSearchParams({ client_id: ordersId }),
    });
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("7");
    expect(response.headers.get("access-control-allow-origin")).toBe("http://localhost:5173");
  });

  test("is answered late", async () => {
    const emulator = await start();
    emulator.faults.set({ at: "token", kind: "slow", seconds: 0.2 });
    const before = performance.now();
    expect((await tokenRequest(emulator, renewal)).status).toBe(400);
    // Timers may be early by a millisecond.
    expect(performance.now() - before).toBeGreaterThan(198);
  });

  test.each([-7200, 900])("brings tokens of a clock that is wrong by %i seconds", async (seconds) => {
    const emulator = await startTenant({ applications: [{ ...shop, permissions: ["User.Read"] }] });
    const { code = "" } = await answerTo(emulator, { scope: "openid User.Read" });
    vi.useFakeTimers({ toFake: ["Date"] });
    const now = Math.floor(Date.now() / 1000);
    emulator.faults.set({ at: "token", kind: "clockSkew", seconds });
    const { body } = await tokenRequest(emulator, { ...redemption, code });
    vi.useRealTimers();
    for (const token of [body.id_token, body.access_token]) {
      const { iat = 0, exp = 0 } = decodeJwt(token ?? "");
      expect(Math.abs(iat - now - seconds)).toBeLessThan(60);
      expect(exp - iat).toBe(3600);
    }
  });
});

describe("Elsewhere", () => {
  test("an authorization request comes back to the app with the error, and the next one does not", async () => {
    const emulator = await start();
    emulator.faults.set({ at: "authorize", kind: "aadsts", number: 53003 });
    const answer = responseOf(await authorize(emulator, { state: "of-the-app" }));
    expect(answer).toMatchObject({ error: "access_denied", state: "of-the-app" });
    expect(answer.error_description).toMatch(/^AADSTS53003: /);
    expect((await authorize(emulator)).heading).toBe("Sign in");
  });

  test("an authorization request ends on a page with the status", async () => {
    const emulator = await start();
    emulator.faults.set({ at: "authorize", kind: "status", status: 503 });
    expect(await authorize(emulator)).toMatchObject({
      status: 503,
      heading: "Sorry, the sign-in cannot start",
    });
  });

  test.each([
    ["discovery", "/v2.0/.well-known/openid-configuration"],
    ["keys", "/discovery/v2.0/keys"],
  ] as const)("the %s fail once", async (at, path) => {
    const emulator = await start();
    emulator.faults.set({ at, kind: "status", status: 502 });
    expect((await fetch(emulator.authority + path)).status).toBe(502);
    expect((await fetch(emulator.authority + path)).status).toBe(200);
  });

  test("a device asks for a code in vain", async () => {
    const emulator = await start();
    emulator.faults.set({ at: "deviceCode", kind: "aadsts", number: 90033 });
    const response = await fetch(`${emulator.authority}/oauth2/v2.0/devicecode`, {
      method: "POST",
      body: new URLSearchParams({ client_id: shopId, scope: "openid" }),
    });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ error: "temporarily_unavailable", error_codes: [90033] });
  });
});

describe("What cannot be asked for is refused with the reason:", () => {
  test.each<[string, object, string]>([
    ["no kind", { at: "token" }, "kind: must be aadsts, status, slow or clockSkew"],
    ["no place", { kind: "slow", seconds: 1 }, "at: must be one of"],
    ["another status", { at: "token", kind: "status", status: 200 }, "status: must be one of"],
    ["a number of Entra's for Graph", { at: "graph", kind: "aadsts", number: 1 }, "at: must be one of"],
    ["a clock of the keys", { at: "keys", kind: "clockSkew", seconds: 1 }, "at: must be token or refresh"],
    [
      "an application where none is named",
      { at: "keys", kind: "slow", seconds: 1, clientId: shopId },
      "clientId: cannot be told",
    ],
    ["an hour's wait", { at: "token", kind: "slow", seconds: 3600 }, "seconds: "],
    ["something else beside", { at: "token", kind: "slow", seconds: 1, colour: "red" }, "colour"],
  ])("%s", async (_what, order, reason) => {
    const emulator = await start();
    const answer = await steer(emulator, "POST", "/faults", order);
    expect(answer.status).toBe(400);
    expect(String(answer.body.error)).toContain(reason);
    expect(emulator.faults.all).toEqual([]);
  });

  test("one fault can be cleared alone, once", async () => {
    const emulator = await start();
    const order: FaultOrder = { at: "token", kind: "slow", seconds: 1 };
    const first = emulator.faults.set(order);
    const second = emulator.faults.set(order);
    expect((await steer(emulator, "DELETE", `/faults/${first.id}`)).status).toBe(204);
    expect((await steer(emulator, "DELETE", `/faults/${first.id}`)).status).toBe(404);
    expect((await steer(emulator, "GET", "/faults")).body).toEqual({ faults: [second] });
  });
});
