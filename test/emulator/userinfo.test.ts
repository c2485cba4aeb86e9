import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ada, firstApp, startTestEmulator } from "../support/emulator/emulatorApps.js";
import { codeFor, tokenRequest } from "../support/emulator/emulatorTokens.js";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());

async function tokensFor(scope: string) {
  return (await tokenRequest(emulator, await codeFor(emulator, { scope }))).body;
}

function userinfo(accessToken: string | undefined, method = "GET") {
  return fetch(`${emulator.url}/oidc/userinfo`, {
    method,
    headers: accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` },
  });
}

describe("userinfo", () => {
  test.each(["openid profile email", "openid profile email User.Read offline_access"])(
    "tells who signed in with %s, under the subject of the ID token (OpenID Connect Core 5.3.2)",
    async (scope) => {
      const { access_token: accessToken, id_token: idToken } = await tokensFor(scope);
      for (const method of ["GET", "POST"]) {
        const response = await userinfo(accessToken, method);
        expect(response.status).toBe(200);
        expect(await response.json()).toEqual({
          sub: decodeJwt(idToken ?? "").sub,
          name: "Ada Winters",
          email: ada.email,
          picture: "https://graph.microsoft.com/v1.0/me/photo/$value",
        });
      }
    },
  );

  test("tells the subject alone where no more was asked for", async () => {
    const { access_token: accessToken, id_token: idToken } = await tokensFor("openid");
    expect(await (await userinfo(accessToken)).json()).toEqual({ sub: decodeJwt(idToken ?? "").sub });
  });

  test("turns away, as Graph does, a request without a token, and tokens that are not Graph's", async () => {
    const { access_token: forOrders } = await tokensFor("openid api://orders/Orders.Read");
    const { id_token: idToken, access_token: good = "" } = await tokensFor("openid");
    for (const token of [undefined, "", "nonsense", forOrders, idToken, `${good.slice(0, -9)}AAAAAAAAA`]) {
      const response = await userinfo(token);
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toMatch(/^Bearer /);
      expect(await response.json()).toMatchObject({ error: { code: "InvalidAuthenticationToken" } });
    }
  });

  test("of another emulator takes no token of this one", async () => {
    const other = await startTestEmulator([firstApp]);
    const { access_token: accessToken } = await tokensFor("openid");
    const response = await fetch(`${other.url}/oidc/userinfo`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    await other.close();
    expect(response.status).toBe(401);
  });
});
