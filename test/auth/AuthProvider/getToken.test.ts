import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AuthErrorCode } from "../../../src/auth/errors/authError.js";
import { answerJson, hangUp } from "../../support/network/localServer.js";
import { clientInfo, TenantStub, tokenError } from "../../support/tenant/tenantStub.js";
import {
  graphScopes,
  holderOf,
  ordersScopes,
  providerAt,
  signInAt,
} from "../../support/tenant/tokenHolder.js";
import { takeTimeLimits } from "../../support/time/timeLimit.js";

const tenant = await TenantStub.start();
const provider = await providerAt(tenant);
afterAll(() => tenant.close());
afterEach(() => void vi.useRealTimers());
beforeEach(() => {
  delete tenant.answers.token;
  tenant.accessTokenLifetime = 3600;
  tenant.tokenRequests.length = 0;
});

const correlationId = "99999999-0000-4000-8000-000000000001";

/** As ID tokens are (RFC 7515, section 7.1). */
const signedToken = /eyJ[\w-]+\.eyJ[\w-]+\./;

/** The scopes of a request, without those of every sign-in. */
function apiScopesOf(scope: string | null | undefined): readonly string[] {
  const own = ["openid", "profile", "offline_access"];
  return (scope ?? "").split(" ").filter((name) => name !== "" && !own.includes(name));
}

async function signedIn() {
  const holder = holderOf(await signInAt(tenant, provider));
  return {
    ...holder,
    get: (options = {}) => provider.getToken(holder, graphScopes, { correlationId, ...options }),
  };
}

describe("a sign-in of an app that calls APIs", () => {
  test("asks for the scopes of the first API, and redeems the code for them", async () => {
    const { url } = await signInAt(tenant, provider);
    expect(apiScopesOf(new URL(url).searchParams.get("scope"))).toEqual(ordersScopes);
    expect(tenant.tokenRequests.map((form) => apiScopesOf(form.get("scope")))).toEqual([ordersScopes]);
  });

  test("asks for those of the API that a guard demands it for", async () => {
    const { url } = await signInAt(tenant, provider, { scopes: graphScopes });
    expect(apiScopesOf(new URL(url).searchParams.get("scope"))).toEqual(graphScopes);
    expect(tenant.tokenRequests.map((form) => apiScopesOf(form.get("scope")))).toEqual([graphScopes]);
  });

  test("keeps what later calls need, and no ID token", async () => {
    const { tokens } = await signInAt(tenant, provider);
    expect(tokens).toContain("access-token-");
    expect(tokens).toContain("refresh-token-");
    expect(tokens).not.toMatch(signedToken);
  });

  test("keeps nothing, and asks for nothing more, where no scope is configured", async () => {
    const { url, tokens } = await signInAt(tenant, await providerAt(tenant, ""));
    expect(tokens).toBeUndefined();
    expect(new URL(url).searchParams.get("scope")).toBe("openid profile offline_access");
    expect(tenant.tokenRequests.map((form) => apiScopesOf(form.get("scope")))).toEqual([[]]);
  });
});

describe("an access token", () => {
  test("of the first API comes with the sign-in, also for one of its scopes", async () => {
    const { written, ...holder } = await signedIn();
    const token = await provider.getToken(holder, ordersScopes);
    expect(token).toMatch(/^access-token-/);
    expect(await provider.getToken(holder, ordersScopes.slice(0, 1))).toBe(token);
    expect(tenant.tokenRequests).toHaveLength(1);
    expect(written).toEqual([]);
  });

  test("of another API comes from the tenant once, and then from what is kept, beside the first", async () => {
    const holder = await signedIn();
    const token = await holder.get();
    expect(await holder.get()).toBe(token);
    expect(tenant.tokenRequests.map((form) => form.get("grant_type"))).toEqual([
      "authorization_code",
      "refresh_token",
    ]);
    expect(holder.written).toHaveLength(1);
    expect(holder.written[0]).not.toMatch(signedToken);
    expect(await provider.getToken(holder, ordersScopes)).not.toBe(token);
    expect(tenant.tokenRequests).toHaveLength(2);
  });

  test("that is about to expire is renewed, by the newest refresh token", async () => {
    tenant.accessTokenLifetime = 200;
    const { get } = await signedIn();
    expect(await get()).not.toBe(await get());
    const [, first, second] = tenant.tokenRequests.map((form) => form.get("refresh_token"));
    expect(first).toMatch(/^refresh-token-/);
    expect(second).toMatch(/^refresh-token-/);
    expect(second).not.toBe(first);
  });

  test("that the tenant would renew early is not renewed at every call until it expires", async () => {
    const { get } = await signedIn();
    const early = { refresh_in: 1800, expires_in: 7200, token_type: "Bearer", access_token: "renewed" };
    tenant.answers.token = answerJson({ ...early, scope: "User.Read", client_info: clientInfo() });

    expect(await get()).toBe("renewed");
    const calls = tenant.calls.token;
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3600_000 });
    for (let times = 0; times < 3; times += 1) {
      expect(await get()).toBe("renewed");
    }
    expect(tenant.calls.token - calls).toBeLessThanOrEqual(1);
  });

  test("is a new one where that is asked for, or where it has to carry claims", async () => {
    const { get } = await signedIn();
    const token = await get();
    expect(await get({ forceRefresh: true })).not.toBe(token);
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    await get({ claims });
    expect(tenant.tokenRequests.at(-1)?.get("claims")).toContain('"acrs":{"essential":true,"value":"c1"}');
  });

  test.each([
    ["no tokens", undefined],
    ["something that is no cache", "{"],
    ["an empty cache", "{}"],
    ["a cache of nothing", "null"],
  ])("cannot be had by who has %s without a sign-in", async (_what, tokens) => {
    const { account } = await signInAt(tenant, provider);
    const holder = holderOf({ account, claims: { sub: "x" }, returnTo: "/", startedAt: 0, tokens });
    const failure = provider.getToken(holder, graphScopes, { correlationId });
    await expect(failure).rejects.toMatchObject({ code: "sign_in_needed", status: 401, correlationId });
  });

  test("is not kept where what keeps it fails, which is told as it is", async () => {
    const holder = await signedIn();
    const away = new Error("away");
    const tokens = { ...holder.tokens, write: () => Promise.reject(away) };
    await expect(provider.getToken({ ...holder, tokens }, graphScopes)).rejects.toBe(away);
  });
});

/** What Entra's documentation lists for refreshes, and what the app makes of each number. */
const outcomes: readonly (readonly [AuthErrorCode, number, readonly (readonly [number, string])[]])[] = [
  [
    "sign_in_needed",
    401,
    [
      [50173, "invalid_grant"],
      [70008, "invalid_grant"],
      [700082, "invalid_grant"],
      [50132, "invalid_grant"],
      [50133, "invalid_grant"],
      [70043, "invalid_grant"],
      [50139, "invalid_grant"],
      [70000, "invalid_grant"],
      [50076, "interaction_required"],
      [50076, "invalid_grant"],
      [50078, "invalid_grant"],
      [50079, "interaction_required"],
      [50072, "interaction_required"],
      [50074, "invalid_grant"],
      [50085, "invalid_grant"],
      [99999, "invalid_grant"],
    ],
  ],
  [
    "access_refused",
    403,
    [
      [50057, "invalid_grant"],
      [53003, "invalid_grant"],
      [65001, "invalid_grant"],
      [65001, "consent_required"],
      [90094, "invalid_grant"],
      [99999, "consent_required"],
      [650057, "invalid_resource"],
      [500011, "invalid_resource"],
    ],
  ],
  [
    "tenant_unavailable",
    503,
    [
      [50196, "invalid_grant"],
      [90055, "temporarily_unavailable"],
      [90012, "invalid_request"],
    ],
  ],
  ["app_refused", 502, [[7000215, "invalid_client"]]],
];
const rows = outcomes.flatMap(([code, status, numbers]) =>
  numbers.map(([aadsts, error]) => [aadsts, error, code, status] as const),
);

describe("a refresh that the tenant refuses", () => {
  test.each(rows)("with AADSTS%i, %s, is %s with status %i", async (aadsts, error, code, status) => {
    const { get, written } = await signedIn();
    tenant.answers.token = answerJson(tokenError(error, aadsts), 400);
    await expect(get()).rejects.toMatchObject({ name: "AuthError", code, status, aadsts, correlationId });
    expect(written).toEqual([]);
  });

  test.each([
    ["invalid_grant", "sign_in_needed"],
    ["interaction_required", "sign_in_needed"],
    ["login_required", "sign_in_needed"],
    ["consent_required", "access_refused"],
    ["temporarily_unavailable", "tenant_unavailable"],
    ["unauthorized_client", "app_refused"],
  ])("with %s and no number is %s", async (error, code) => {
    const { get } = await signedIn();
    tenant.answers.token = answerJson({ error }, 400);
    await expect(get()).rejects.toMatchObject({ code, aadsts: undefined });
  });

  test.each(["basic_action", "bad_token", "user_password_expired"])(
    "with the suberror %s needs a sign-in",
    async (suberror) => {
      const { get } = await signedIn();
      tenant.answers.token = answerJson({ error: "invalid_request", suberror }, 400);
      await expect(get()).rejects.toMatchObject({ code: "sign_in_needed" });
    },
  );

  test("carries the claims that the tenant asks for", async () => {
    const { get } = await signedIn();
    const claims = '{"access_token":{"capolids":{"essential":true,"values":["a-policy"]}}}';
    tenant.answers.token = answerJson({ ...tokenError("interaction_required", 50076), claims }, 400);
    await expect(get()).rejects.toMatchObject({ code: "sign_in_needed", claims });
  });

  test.each(["no JSON", "[]", `{"x":"${"x".repeat(2_000)}"}`])(
    "carries no claims that are not an object of reasonable length",
    async (claims) => {
      const { get } = await signedIn();
      tenant.answers.token = answerJson({ ...tokenError("interaction_required", 50076), claims }, 400);
      await expect(get()).rejects.toMatchObject({ code: "sign_in_needed", claims: undefined });
    },
  );

  test("says when the tenant wants to be asked again, and is tried once", async () => {
    const { get } = await signedIn();
    const calls = tenant.calls.token;
    tenant.answers.token = (request, response) => {
      response.setHeader("Retry-After", "17");
      answerJson({ error: "slow_down" }, 429)(request, response);
    };
    await expect(get()).rejects.toMatchObject({ code: "tenant_unavailable", retryAfter: 17 });
    expect(tenant.calls.token).toBe(calls + 1);
    delete tenant.answers.token;
    // MSAL's own pause would be a minute.
    expect(await get()).toMatch(/^access-token-/);
  });

  test.each([
    ["nothing", hangUp, "tenant_unavailable"],
    ["status 500", answerJson({}, 500), "tenant_unavailable"],
    ["no token", answerJson({ token_type: "Bearer" }), "answer_invalid"],
    ["an empty token", answerJson({ token_type: "Bearer", access_token: "" }), "answer_invalid"],
  ])("because it answers %s is %s", async (_what, answer, code) => {
    const { get } = await signedIn();
    tenant.answers.token = answer;
    await expect(get()).rejects.toMatchObject({ code, correlationId });
  });

  test("because it does not answer in time is tenant_timeout", async () => {
    const { get } = await signedIn();
    const limits = takeTimeLimits();
    tenant.answers.token = limits.runOut;
    await expect(get()).rejects.toMatchObject({ code: "tenant_timeout", status: 504 });
  });
});
