import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { apiPages } from "../../support/app/apiPages.js";
import { startApp } from "../../support/app/startApp.js";
import { startMeasuring } from "../../support/telemetry/startMeasuring.js";
import { TenantStub, tokenError } from "../../support/tenant/tenantStub.js";
import { API_SCOPES } from "../../support/tenant/tokenHolder.js";
import { beginSignIn, postAnswer, signIn, visitorOf } from "../../support/visitors/signInByHttp.js";

afterEach(() => void vi.useRealTimers());

async function start(environment: Record<string, string> = {}) {
  const tenant = await TenantStub.start();
  const app = await startApp({ AUTHORITY: tenant.authority, API_SCOPES, ...environment }, undefined, {
    inFront: apiPages(),
  });
  onTestFinished(async () => {
    await app.close();
    await tenant.close();
  });
  const refuse = (error: string, aadsts: number) => {
    tenant.answers.token = (_request, response) =>
      void response
        .writeHead(400, { "Content-Type": "application/json" })
        .end(JSON.stringify(tokenError(error, aadsts)));
  };
  return { app, tenant, refuse };
}

/** The samples of these metrics alone. */
function only(samples: Record<string, number>, ...beginnings: string[]): Record<string, number> {
  return Object.fromEntries(
    Object.entries(samples).filter(([name]) => beginnings.some((beginning) => name.startsWith(beginning))),
  );
}

describe("the metrics of sign-ins", () => {
  test("add up to what was done", async () => {
    const { app, tenant, refuse } = await start();
    const measuring = await startMeasuring();
    for (let done = 0; done < 5; done += 1) {
      await signIn(visitorOf(app), tenant);
    }
    await beginSignIn(visitorOf(app));
    for (const [aadsts, error] of [
      [50105, "access_denied"],
      [50105, "access_denied"],
      [53003, "access_denied"],
      [99999, "access_denied"],
    ] as const) {
      const visitor = visitorOf(app);
      const { state } = tenant.authorize(await beginSignIn(visitor));
      await postAnswer(visitor, { state, error, error_description: `AADSTS${aadsts}: no` }).expect(400);
    }
    refuse("invalid_client", 7000215);
    await signIn(visitorOf(app), tenant);
    delete tenant.answers.token;
    const cancelling = visitorOf(app);
    const { state } = tenant.authorize(await beginSignIn(cancelling));
    await postAnswer(cancelling, { state, error: "access_denied" }).expect(200);
    await visitorOf(app).get("/auth/redirect?state=s").expect(400);
    await visitorOf(app).post("/auth/redirect").type("form").send({ code: "c" }).expect(400);
    await visitorOf(app).get("/auth/signin?prompt=unknown").expect(400);
    expect(only(await measuring.samples(), "entra_sign_in", "entra_rate")).toEqual({
      entra_sign_in_begun_total: 12,
      entra_sign_in_completed_total: 5,
      entra_sign_in_cancelled_total: 1,
      'entra_sign_in_failed_total{error_type="sign_in_refused",entra_aadsts="50105"}': 2,
      'entra_sign_in_failed_total{error_type="sign_in_refused",entra_aadsts="53003"}': 1,
      'entra_sign_in_failed_total{error_type="sign_in_refused",entra_aadsts="other"}': 1,
      'entra_sign_in_failed_total{error_type="app_refused",entra_aadsts="7000215"}': 1,
      'entra_sign_in_failed_total{error_type="sign_in_expired"}': 1,
      'entra_sign_in_failed_total{error_type="response_invalid"}': 1,
      entra_sign_in_duration_count: 5,
      entra_sign_in_duration_sum: expect.any(Number),
      entra_rate_limit_refused_total: 0,
    });
  });

  test("have the time from the way to the tenant to the return, up to 15 minutes", async () => {
    const { app, tenant } = await start();
    const measuring = await startMeasuring();
    vi.useFakeTimers({ toFake: ["Date"] });
    const visitor = visitorOf(app);
    const url = await beginSignIn(visitor);
    vi.setSystemTime(Date.now() + 40_000);
    await postAnswer(visitor, tenant.authorize(url)).expect(200);
    const exposition = await measuring.exposition();
    expect(exposition).toMatch(/^entra_sign_in_duration_sum 40(\.\d+)?$/m);
    expect(exposition).toContain('entra_sign_in_duration_bucket{le="30"} 0');
    expect(exposition).toContain('entra_sign_in_duration_bucket{le="45"} 1');
    expect(exposition).toContain('entra_sign_in_duration_bucket{le="900"} 1');
  });

  test("count as failed a sign-in for which the storage does not answer, and one that another instance has done", async () => {
    const { app, tenant } = await start();
    const elsewhere = await startApp({ AUTHORITY: tenant.authority, REDIRECT_URI: app.config.redirectUri });
    onTestFinished(elsewhere.close);
    const measuring = await startMeasuring();
    const failing = vi
      .spyOn(app.sessionStore, "set")
      .mockImplementation((_id, _session, done) => done?.(new Error()));
    await signIn(visitorOf(app), tenant);
    failing.mockRestore();
    const answer = await signIn(visitorOf(app), tenant);
    const cookies = (answer.get("Set-Cookie") ?? []).map((cookie) => `${cookie.split(";")[0]}`);
    await visitorOf(elsewhere).get("/").set("Cookie", cookies.join("; ")).expect(500);
    expect(only(await measuring.samples(), "entra_sign_in_failed", "entra_sign_in_completed")).toEqual({
      entra_sign_in_completed_total: 1,
      'entra_sign_in_failed_total{error_type="storage_unavailable"}': 1,
      'entra_sign_in_failed_total{error_type="session_elsewhere"}': 1,
    });
  });
});

describe("the metrics of access tokens", () => {
  test("count what the tenant issues and what it refuses, and no token that is kept", async () => {
    const { app, tenant, refuse } = await start();
    const visitor = visitorOf(app);
    tenant.accessTokenLifetime = 1;
    await signIn(visitor, tenant);
    const measuring = await startMeasuring();
    await visitor.get("/api/orders").expect(200);
    await visitor.get("/api/orders").expect(200);
    tenant.accessTokenLifetime = 3600;
    await visitor.get("/api/orders").expect(200);
    await visitor.get("/api/orders").expect(200);
    refuse("invalid_grant", 53003);
    await visitor.get("/api/graph").expect(403);
    expect(only(await measuring.samples(), "entra_access_token", "entra_sign_in_failed")).toEqual({
      entra_access_token_refreshed_total: 3,
      'entra_access_token_refresh_failed_total{error_type="access_refused",entra_aadsts="53003"}': 1,
    });
  });
});

describe("the metric of rate limits", () => {
  test("counts each request that is refused", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { app } = await start({ AUTH_RATE_LIMIT: "2" });
    const measuring = await startMeasuring();
    for (const status of [302, 302, 429, 429, 429]) {
      await visitorOf(app).get("/auth/signin").expect(status);
    }
    expect(
      only(await measuring.samples(), "entra_rate", "entra_sign_in_begun", "entra_sign_in_failed"),
    ).toEqual({
      entra_rate_limit_refused_total: 3,
      entra_sign_in_begun_total: 2,
    });
  });
});
