import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { keptToken } from "../../../src/auth/accessToken/keptToken.js";
import { registration } from "../../support/app/startApp.js";
import { TenantStub } from "../../support/tenant/tenantStub.js";
import { graphScopes, ordersScopes, providerAt, signInAt } from "../../support/tenant/tokenHolder.js";

const tenant = await TenantStub.start();
const provider = await providerAt(tenant);
const { account, tokens = "" } = await signInAt(tenant, provider);
afterAll(() => tenant.close());

const start = Date.now();
const wanted = { account, clientId: registration.clientId, scopes: ordersScopes };

beforeEach(() => {
  vi.useFakeTimers({ now: start, toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The cache with other fields in each access token; undefined takes one out. */
function cacheWith(fields: Record<string, unknown>): string {
  const cache = JSON.parse(tokens);
  for (const entry of Object.values<object>(cache.AccessToken)) {
    Object.assign(entry, fields);
  }
  return JSON.stringify(cache);
}

describe("a token that is kept", () => {
  test("is answered without MSAL and without the tenant", async () => {
    const kept = keptToken(tokens, wanted);
    expect(kept).toMatch(/^access-token-/);
    tenant.answers.discovery = (_request, response) => response.writeHead(503).end();
    const other = await providerAt(tenant);
    const partition = { read: async () => tokens, write: async () => undefined };
    expect(await other.getToken({ account, tokens: partition }, ordersScopes)).toBe(kept);
    delete tenant.answers.discovery;
  });

  test("does for some of its scopes, and not for others", () => {
    expect(keptToken(tokens, { ...wanted, scopes: ordersScopes.slice(1) })).toBeDefined();
    expect(keptToken(tokens, { ...wanted, scopes: graphScopes })).toBeUndefined();
    expect(keptToken(tokens, { ...wanted, scopes: [...ordersScopes, ...graphScopes] })).toBeUndefined();
  });

  test("does until five minutes before it expires, and not before it came", () => {
    vi.setSystemTime(start + 3_290_000);
    expect(keptToken(tokens, wanted)).toBeDefined();
    vi.setSystemTime(start + 3_301_000);
    expect(keptToken(tokens, wanted)).toBeUndefined();
    vi.setSystemTime(start - 10_000);
    expect(keptToken(tokens, wanted)).toBeUndefined();
  });

  test("does not where the tenant wants it renewed by now", () => {
    expect(keptToken(cacheWith({ refresh_on: String(Math.ceil(start / 1000) + 60) }), wanted)).toBeDefined();
    expect(keptToken(cacheWith({ refresh_on: "1" }), wanted)).toBeUndefined();
  });

  test.each([
    ["of another person", { home_account_id: "other" }],
    ["of another environment", { environment: "other" }],
    ["of another tenant", { realm: "other" }],
    ["of another app", { client_id: "other" }],
    ["of another kind", { token_type: "pop" }],
    ["of another credential", { credential_type: "AccessToken_With_AuthScheme" }],
    ["that is empty", { secret: "" }],
    ["that expires nobody knows when", { expires_on: "soon" }],
    ["without an end", { expires_on: undefined }],
  ])("does not if it is one %s", (_what, fields) => {
    expect(keptToken(cacheWith({}), wanted)).toBeDefined();
    expect(keptToken(cacheWith(fields), wanted)).toBeUndefined();
  });

  test("does not if there are two", () => {
    const cache = JSON.parse(tokens);
    const [entry] = Object.values(cache.AccessToken);
    cache.AccessToken.another = entry;
    expect(keptToken(JSON.stringify(cache), wanted)).toBeUndefined();
  });

  test.each([undefined, "", "{", "null", "[]", "{}", '{"AccessToken":null}', '{"AccessToken":{"a":1}}'])(
    "is none in %s",
    (text) => {
      expect(keptToken(text, wanted)).toBeUndefined();
    },
  );
});
