import { createHmac } from "node:crypto";
import { type JWTPayload, UnsecuredJWT } from "jose";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ordersApiId } from "../../support/emulator/startAppWithOrders.js";
import { createSigningKey } from "../../support/tenant/signingKey.js";
import { callWith, type OrdersApiUnderTest, startOrdersApiUnderTest } from "./ordersApiUnderTest.js";

afterEach(() => void vi.useRealTimers());

const now = () => Math.floor(Date.now() / 1000);
const elsewhere = "99999999-0000-4ccc-8ddd-eeeeffff0000";

/** A token with these changes is refused, and the log says by which claim. */
const forgeries: readonly [string, (claims: JWTPayload) => Record<string, unknown>, reason: string][] = [
  ["is for the API's Application ID URI, as in version 1.0", () => ({ aud: `api://${ordersApiId}` }), "aud"],
  ["is for another API", () => ({ aud: elsewhere }), "aud"],
  ["is for several", () => ({ aud: [ordersApiId, elsewhere] }), "aud"],
  ["is of version 1.0", () => ({ ver: "1.0" }), "ver"],
  ["says no version", () => ({ ver: undefined }), "ver"],
  ["has another issuer", () => ({ iss: "https://sts.windows.net/contoso/" }), "iss"],
  [
    "has the issuer of another tenant",
    ({ iss = "" }) => ({ iss: iss.replace(/[0-9a-f-]{36}/, elsewhere) }),
    "iss",
  ],
  ["is of another tenant", () => ({ tid: elsewhere }), "tid"],
  ["is of no tenant", () => ({ tid: undefined }), "tid"],
  ["was given to another app", () => ({ azp: elsewhere }), "azp"],
  ["was given to no app", () => ({ azp: undefined }), "azp"],
  ["names no person", () => ({ oid: undefined }), "oid"],
  ["allows nothing", () => ({ scp: undefined }), "scp"],
  ["has expired", () => ({ exp: now() - 61 }), "exp"],
  ["never expires", () => ({ exp: undefined }), "exp"],
  ["is for later", () => ({ nbf: now() + 120 }), "nbf"],
  ["says not from when on it is good", () => ({ nbf: undefined }), "nbf"],
  ["has roles that are no list", () => ({ roles: "Orders.Manager" }), "roles"],
];

async function expectRefusal(answer: Response, { logLines }: OrdersApiUnderTest, reason: string) {
  expect(answer.status).toBe(401);
  expect(answer.headers.get("WWW-Authenticate")).toBe('Bearer error="invalid_token"');
  expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
  expect(await answer.json()).toMatchObject({ type: "about:blank", status: 401 });
  expect(logLines).toEqual([`warn Orders API: an access token was refused: ${reason}`]);
}

describe("the orders API refuses an access token that", () => {
  test.each(forgeries)("%s", async (_what, changes, reason) => {
    const api = await startOrdersApiUnderTest();
    await expectRefusal(await api.call("/orders", changes(api.claims())), api, reason);
  });

  test("nobody has signed", async () => {
    const api = await startOrdersApiUnderTest();
    const token = new UnsecuredJWT(api.claims()).encode();
    await expectRefusal(await callWith(`${api.url}/orders`, `${token}AAAA`), api, "ERR_JOSE_ALG_NOT_ALLOWED");
  });

  test("is signed with the tenant's public key as if it were a secret", async () => {
    const api = await startOrdersApiUnderTest();
    const { kid, publicJwk } = api.tenant.signingKey;
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const content = `${part({ alg: "HS256", typ: "JWT", kid })}.${part(api.claims())}`;
    const signature = createHmac("sha256", JSON.stringify(publicJwk)).update(content).digest("base64url");
    const answer = await callWith(`${api.url}/orders`, `${content}.${signature}`);
    await expectRefusal(answer, api, "ERR_JOSE_ALG_NOT_ALLOWED");
  });

  test("is signed by a key of somebody else's", async () => {
    const api = await startOrdersApiUnderTest();
    const { kid } = api.tenant.signingKey;
    api.tenant.signingKey = { ...(await createSigningKey()), kid };
    await expectRefusal(await api.call("/orders"), api, "ERR_JWS_SIGNATURE_VERIFICATION_FAILED");
  });

  test("is no token at all", async () => {
    const api = await startOrdersApiUnderTest();
    await expectRefusal(await callWith(`${api.url}/orders`, "opaque"), api, "ERR_JWS_INVALID");
  });
});

describe("the orders API takes an access token", () => {
  test("that is one minute behind its clock", async () => {
    const api = await startOrdersApiUnderTest();
    expect((await api.call("/orders", { exp: now() - 30, nbf: now() + 30 })).status).toBe(200);
  });

  test("signed by a key that the tenant has published since", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const api = await startOrdersApiUnderTest();
    expect((await api.call("/orders")).status).toBe(200);
    const key = await createSigningKey();
    api.tenant.publishedKeys = [...api.tenant.publishedKeys, key];
    api.tenant.signingKey = key;
    vi.advanceTimersByTime(31_000);
    expect((await api.call("/orders")).status).toBe(200);
    expect(api.tenant.calls.keys).toBe(2);
  });

  test.each(["ciamlogin", "microsoftonline"])("of an external tenant by its name at %s", async (name) => {
    const { acceptedIssuers } = await import("../../../examples/orders-api/accessTokens/acceptedIssuers.js");
    const tenantId = elsewhere;
    const issuer = `https://${tenantId}.ciamlogin.com/${tenantId}/v2.0`;
    const issuers = acceptedIssuers(
      { issuer, tenantId },
      "https://contoso.ciamlogin.com/contoso.onmicrosoft.com",
    );
    expect(issuers).toContain(
      name === "ciamlogin"
        ? `https://contoso.ciamlogin.com/${tenantId}/v2.0`
        : `https://login.microsoftonline.com/${tenantId}/v2.0`,
    );
    expect(issuers.every((each) => each.endsWith(`/${tenantId}/v2.0`))).toBe(true);
  });
});

describe("the orders API asks for a token", () => {
  test.each([{}, { Authorization: "Basic YWRhOmFkYQ==" }, { Authorization: "Bearer " }])(
    "a request with %j",
    async (headers: Record<string, string>) => {
      const api = await startOrdersApiUnderTest();
      const answer = await fetch(`${api.url}/orders`, { headers });
      expect(answer.status).toBe(401);
      expect(answer.headers.get("WWW-Authenticate")).toBe("Bearer");
      expect(await answer.json()).toMatchObject({ title: "Access token missing" });
    },
  );
});

describe("a tenant that is away", () => {
  test.each(["discovery", "keys"] as const)(
    "fails at %s: the API says so, and tries again",
    async (endpoint) => {
      const api = await startOrdersApiUnderTest();
      api.tenant.answers[endpoint] = (_request, response) => void response.writeHead(500).end("hush-hush");
      const answer = await api.call("/orders");
      expect(answer.status).toBe(503);
      expect(answer.headers.get("Retry-After")).toBe("5");
      expect(await answer.text()).not.toContain("hush-hush");
      delete api.tenant.answers[endpoint];
      expect((await api.call("/orders")).status).toBe(200);
    },
  );
});
