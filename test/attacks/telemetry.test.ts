import { describe, expect, onTestFinished, test } from "vitest";
import { sessionIdIn } from "../support/app/sessionCookie.js";
import { registration } from "../support/app/startApp.js";
import { answerJson, startLocalServer } from "../support/network/localServer.js";
import { requestTarget } from "../support/network/requestTarget.js";
import { startOtlpReceiver } from "../support/telemetry/otlpReceiver.js";
import { startTracing } from "../support/telemetry/startTracing.js";
import { claimsOfAda } from "../support/tenant/claimsOfAda.js";
import { startAppWithStub, tokenError } from "../support/tenant/tenantStub.js";
import {
  postAnswer,
  sessionCookieIn,
  setCookies,
  signOut,
  visitorOf,
} from "../support/visitors/signInByHttp.js";

const api = "api://7c9d2e4f-5a6b-4c8d-9e0f-1a2b3c4d5e6f";

/** What spans and their headers may be made of, beside ids: names of attributes, and values that the app or a standard has. */
const allowedNames = [
  "http.request.method",
  "http.route",
  "http.response.status_code",
  "http.request.resend_count",
  "server.address",
  "error.type",
  "entra.call",
  "entra.correlation_id",
  "entra.aadsts",
];

/** Uses an app in every way that brings secrets or personal data, and returns what was exported and what must not be. */
async function usedApp(responseMode: "form_post" | "query") {
  const receiver = await startOtlpReceiver();
  const telemetry = await startTracing(receiver);
  onTestFinished(() => telemetry.close());
  const orders = await startLocalServer(answerJson({ error: { code: "marker in an answer" } }, 500));
  const { tenant, ...app } = await startAppWithStub({
    RESPONSE_MODE: responseMode,
    API_SCOPES: `${api}/Orders.Read ${api}/Orders.Cancel`,
    ORDERS_API_URL: `${orders.url}/marker-in-a-path`,
    TRUST_PROXY: "1",
  });
  const secrets = new Set<string>([
    registration.clientSecret,
    "the-session-secret-of-the-tests-0123456789",
    "ada@contoso.example",
    "Ada Winters",
    "marker",
    "203.0.113.77",
    "pairwise-subject-of-ada",
    "opaque-login-hint",
    ...Object.values(claimsOfAda(tenant.issuer, registration.clientId)).filter(
      (claim): claim is string => typeof claim === "string" && claim.length > 8,
    ),
  ]);
  const keep = (...values: readonly (string | null | undefined)[]) => {
    for (const value of values) {
      if (!value) {
        throw new Error("A secret is missing.");
      }
      secrets.add(value);
    }
  };
  const visitor = visitorOf(app).set({
    "User-Agent": "marker/1.0",
    "X-Forwarded-For": "203.0.113.77",
    "X-Request-Id": "marker-id",
    baggage: "user=marker",
    tracestate: "marker=1",
  });
  const begin = async () => {
    const begun = await visitor.get("/auth/signin?login_hint=ada@contoso.example&marker").expect(302);
    const url = new URL(begun.headers.location ?? "");
    keep(url.searchParams.get("nonce"), url.searchParams.get("code_challenge"));
    keep(...setCookies(begun).map((cookie) => cookie.split(/[=;]/)[1]));
    const answer = tenant.authorize(url.href, async (claims) => {
      const token = await tenant.sign(claims);
      keep(token, ...token.split("."));
      return token;
    });
    keep(answer.code, answer.state);
    return answer;
  };
  const send = (fields: Readonly<Record<string, string>>) =>
    responseMode === "query"
      ? visitor.get(`/auth/redirect?${new URLSearchParams(fields)}`)
      : postAnswer(visitor, fields);

  tenant.answers.token = answerJson(tokenError("marker_error", 50196), 400);
  await send(await begin());
  tenant.answers.token = answerJson({ error: "marker", error_description: "marker AADSTS1marker" }, 401);
  await send(await begin());
  delete tenant.answers.token;
  await send({ ...(await begin()), code: "marker-code" });
  await send({ state: (await begin()).state, error: "marker", error_description: "ada@contoso.example" });
  const signedIn = await send(await begin());
  keep(sessionIdIn(sessionCookieIn(signedIn)));
  await visitor.get("/users/id?email=ada@contoso.example").expect(200);
  await visitor.get("/orders?marker").expect(502);
  await visitor.get("/orders/marker-order").expect(404);
  await visitor.get("/marker/ada@contoso.example").expect(404);
  await requestTarget(app, "http://ada:marker@contoso.example/users/id?marker");
  await signOut(visitor);
  await app.close();
  await telemetry.close();
  return { receiver, secrets };
}

describe.each(["form_post", "query"] as const)("what is exported of sign-ins by %s", (responseMode) => {
  test("has no secret, nothing personal and nothing that came from outside in any of its bytes", async () => {
    const { receiver, secrets } = await usedApp(responseMode);
    expect(receiver.spans.length).toBeGreaterThan(15);
    const exported = receiver.bytes.toString("latin1").toLowerCase();
    expect([...secrets].filter((secret) => exported.includes(secret.toLowerCase()))).toEqual([]);
  });

  test("has no attributes but those that are listed", async () => {
    const { receiver } = await usedApp(responseMode);
    const names = new Set(receiver.spans.flatMap(({ attributes }) => Object.keys(attributes)));
    expect([...names].filter((name) => !allowedNames.includes(name))).toEqual([]);
    const routes = new Set(receiver.spans.map(({ name }) => name));
    expect([...routes].sort()).toEqual(
      [
        "GET",
        "GET /auth/signin",
        "GET /orders",
        "GET /users/id",
        "GET keys",
        "GET metadata",
        "POST /auth/signout",
        "POST token",
        responseMode === "query" ? "GET /auth/redirect" : "POST /auth/redirect",
      ].sort(),
    );
  });
});
