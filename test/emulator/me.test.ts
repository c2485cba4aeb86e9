import { decodeJwt } from "jose";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import {
  firstApp,
  MsalApp,
  signIn,
  ada as someone,
  startTestEmulator,
} from "../support/emulator/emulatorApps.js";
import { codeFor, tokenRequest } from "../support/emulator/emulatorTokens.js";

const ada = {
  displayName: "Ada Winters",
  givenName: "Ada",
  surname: "Winters",
  city: "Bergen",
  country: "Norway",
};
const all = "$select=displayName,givenName,surname,city,country";

const name = z.string().nullable();
const profileSchema = z.object({
  displayName: name,
  givenName: name,
  surname: name,
  city: name,
  country: name,
});

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;

beforeEach(async () => {
  emulator = await startTestEmulator([firstApp]);
});
afterEach(() => emulator.close());

async function tokenFor(scope: string): Promise<string> {
  const { body } = await tokenRequest(
    emulator,
    await codeFor(emulator, { scope: `openid profile ${scope}` }),
  );
  return body.access_token ?? "";
}

function me(token: string | undefined, { query = "", ...init }: RequestInit & { query?: string } = {}) {
  const headers = { ...init.headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
  return fetch(`${emulator.url}/v1.0/me?${query}`, { ...init, headers });
}

function patch(token: string, body: string, type = "application/json") {
  return me(token, { method: "PATCH", body, headers: { "content-type": type } });
}

async function profile(token: string): Promise<unknown> {
  return profileSchema.parse(await (await me(token, { query: all })).json());
}

describe("GET /v1.0/me", () => {
  test.each(["User.Read", "User.ReadWrite", "https://graph.microsoft.com/User.Read"])(
    "tells with %s who signed in, without what Graph leaves out unless it is selected",
    async (scope) => {
      const token = await tokenFor(scope);
      const response = await me(token);
      expect(response.status).toBe(200);
      const { oid } = decodeJwt(token);
      expect(await response.json()).toEqual({
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users/$entity",
        businessPhones: [],
        displayName: "Ada Winters",
        givenName: "Ada",
        jobTitle: null,
        mail: someone.email,
        mobilePhone: null,
        officeLocation: null,
        preferredLanguage: null,
        surname: "Winters",
        userPrincipalName: `${oid}@contoso.onmicrosoft.com`,
        id: oid,
      });
    },
  );

  test("tells what is selected, and no more", async () => {
    const response = await me(await tokenFor("User.Read"), { query: "$select=city,country" });
    expect(await response.json()).toEqual({
      "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users(city,country)/$entity",
      city: "Bergen",
      country: "Norway",
    });
  });

  test("refuses a property that a user does not have", async () => {
    const response = await me(await tokenFor("User.Read"), { query: "$select=shoeSize" });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: "BadRequest" } });
  });
});

describe("PATCH /v1.0/me", () => {
  test("changes what it names and nothing else; the display name is the name of the next ID token", async () => {
    const token = await tokenFor("User.ReadWrite");
    const response = await patch(token, JSON.stringify({ displayName: "Ada Summers", city: null }));
    expect({ status: response.status, body: await response.text() }).toEqual({ status: 204, body: "" });
    expect(await profile(token)).toEqual({ ...ada, displayName: "Ada Summers", city: null });
    const { tokens } = await signIn(emulator, new MsalApp(emulator, firstApp), someone);
    expect(decodeJwt(tokens.idToken).name).toBe("Ada Summers");
  });

  test.each([
    ["", "application/json"],
    ["not JSON", "application/json"],
    ["[]", "application/json"],
    ['{"city":"Oslo"}', "text/plain"],
    ['{"city":""}', "application/json"],
    ['{"city":7}', "application/json"],
    ['{"displayName":null}', "application/json"],
    ['{"displayName":""}', "application/json"],
    ['{"city":"Oslo","mail":"a@b.example"}', "application/json"],
    [JSON.stringify({ city: "Oslo", givenName: "a".repeat(65) }), "application/json"],
    [JSON.stringify({ displayName: "a".repeat(257) }), "application/json"],
    [JSON.stringify({ city: "a".repeat(20_000) }), "application/json"],
  ])("takes nothing of a body that is wrong: %.50s as %s", async (body, type) => {
    const token = await tokenFor("User.ReadWrite");
    const response = await patch(token, body, type);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: expect.stringMatching(/BadRequest$/) } });
    expect(await profile(token)).toEqual(ada);
  });

  test("without User.ReadWrite is 403, and changes nothing", async () => {
    const token = await tokenFor("User.Read");
    const response = await patch(token, '{"city":"Oslo"}');
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: "Authorization_RequestDenied" } });
    expect(await profile(token)).toEqual(ada);
  });
});

test("A token without a permission for the person is 403", async () => {
  const response = await me(await tokenFor("email"));
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ error: { code: "Authorization_RequestDenied" } });
});

test("No token, and one that is not Graph's, is 401 with a challenge", async () => {
  for (const token of [undefined, "nonsense", await tokenFor("api://orders/Orders.Read")]) {
    for (const method of ["GET", "PATCH"]) {
      const response = await me(token, { method });
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toMatch(/^Bearer /);
      expect(await response.json()).toMatchObject({ error: { code: "InvalidAuthenticationToken" } });
    }
  }
});

test("A test can have one answer fail, once", async () => {
  const token = await tokenFor("User.Read");
  for (const [fault, code] of [
    [{ status: 429, retryAfter: 7 }, "TooManyRequests"],
    [{ status: 503 }, "ServiceNotAvailable"],
  ] as const) {
    emulator.faults.set({ at: "graph", kind: "status", ...fault });
    const response = await me(token);
    expect(response.status).toBe(fault.status);
    expect(response.headers.get("retry-after")).toBe("retryAfter" in fault ? "7" : null);
    expect(await response.json()).toMatchObject({ error: { code } });
    expect((await me(token)).status).toBe(200);
  }
});
