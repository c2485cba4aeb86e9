import { expect, onTestFinished, test } from "vitest";
import { apiPages } from "../../support/app/apiPages.js";
import { sessionIdIn } from "../../support/app/sessionCookie.js";
import { registration, startApp } from "../../support/app/startApp.js";
import { startMeasuring } from "../../support/telemetry/startMeasuring.js";
import { TenantStub, tokenError } from "../../support/tenant/tenantStub.js";
import { API_SCOPES } from "../../support/tenant/tokenHolder.js";
import {
  beginSignIn,
  postAnswer,
  sessionCookieIn,
  setCookies,
  signOut,
  visitorOf,
} from "../../support/visitors/signInByHttp.js";

test("metrics hold no token, code, name, address or session id, whatever is done", async () => {
  const tenant = await TenantStub.start();
  const app = await startApp({ AUTHORITY: tenant.authority, API_SCOPES, AUTH_RATE_LIMIT: "6" }, undefined, {
    inFront: apiPages(),
  });
  onTestFinished(async () => {
    await app.close();
    await tenant.close();
  });
  const measuring = await startMeasuring();
  const secrets = [
    registration.clientSecret,
    registration.clientId,
    "ada@contoso.example",
    "Ada Winters",
    "pairwise-subject-of-ada",
    "opaque-login-hint",
    "access-token-",
    "refresh-token-",
    "192.0.2.77",
    "127.0.0.1:",
    "a-secret-path",
  ];
  const visitor = visitorOf(app);
  tenant.accessTokenLifetime = 1;
  const url = await beginSignIn(visitor, "/auth/signin?login_hint=ada@contoso.example");
  const answer = tenant.authorize(url);
  const signedIn = await postAnswer(visitor, answer).expect(200);
  const { searchParams } = new URL(url);
  for (const secret of [
    answer.code,
    answer.state,
    searchParams.get("nonce"),
    searchParams.get("code_challenge"),
    searchParams.get("client-request-id"),
    sessionIdIn(sessionCookieIn(signedIn)),
    ...setCookies(signedIn).map((cookie) => cookie.split(/[=;]/)[1]),
  ]) {
    if (secret) {
      secrets.push(secret);
    }
  }
  await visitor.get("/api/orders").expect(200);
  await visitor.get("/users/id?email=ada@contoso.example").expect(200);
  await visitor.get("/users/a-secret-path/ada@contoso.example").expect(404);
  await visitor.get("/stylesheets/a-secret-path").expect(404);
  tenant.answers.token = (_request, response) =>
    void response
      .writeHead(400, { "Content-Type": "application/json" })
      .end(JSON.stringify(tokenError("invalid_grant", 53003)));
  await visitor.get("/api/graph").expect(403);
  const other = visitorOf(app);
  const refused = tenant.authorize(await beginSignIn(other));
  await postAnswer(other, { state: refused.state, error: "Ada Winters <ada@contoso.example>" }).expect(400);
  await signOut(visitor).expect(200);
  for (let count = 0; count < 4; count += 1) {
    await visitorOf(app).get("/auth/signin").set("X-Forwarded-For", "192.0.2.77");
  }
  const exposition = await measuring.exposition();
  const exported = await measuring.exported();
  for (const counted of ["entra_sign_in_failed_total{", "entra_access_token_refresh_failed_total{"]) {
    expect(exposition).toContain(counted);
  }
  expect(exposition).toMatch(/^entra_rate_limit_refused_total [1-9]/m);
  expect(exported).toContain("entra.sign_in.failed");
  expect(secrets.length).toBeGreaterThan(15);
  expect(secrets.filter((secret) => exposition.includes(secret) || exported.includes(secret))).toEqual([]);
});
