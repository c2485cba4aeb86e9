import { afterEach, describe, expect, test, vi } from "vitest";
import { tenantDomain, tenantId } from "../../../emulator/tenant.js";
import {
  everyType,
  gil,
  phone,
  refused,
  scope,
  startNativeTenant,
} from "../../support/emulator/nativeTenant.js";
import { fay, phoneId, shop } from "../../support/emulator/tenantFile.js";

afterEach(() => {
  vi.useRealTimers();
});

const initiate = "oauth2/v2.0/initiate";
const firstRequests = [initiate, "signup/v1.0/start", "resetpassword/v1.0/start"];
const others = { ...phone, clientId: "c1a00009-0000-4000-8000-000000000009", displayName: "Other phone" };

describe.each(firstRequests)("%s refuses", (path) => {
  test.each([
    ["an id that is none", "not-a-guid", 90100, "invalid_request"],
    ["no id", "", 90100, "invalid_request"],
    ["an app that is not there", "c1a00008-0000-4000-8000-000000000008", 700016, "unauthorized_client"],
    ["a web app", shop.clientId, 550022, "invalid_client"],
  ])("%s", async (_case, client_id, number, error) => {
    const { start } = await startNativeTenant({ applications: [phone, shop] });
    expect(await start(path, fay.email, { client_id })).toMatchObject(refused(number, error));
  });

  test("an app that has native authentication off, as it is unless the file says so", async () => {
    const { nativeAuthenticationApisEnabled: _on, ...off } = phone;
    const { start } = await startNativeTenant({ applications: [off] });
    const answer = { status: 400, body: { error: "invalid_client", suberror: "nativeauthapi_disabled" } };
    expect(await start(path, fay.email)).toMatchObject(answer);
  });

  test.each([
    ["no challenge types", { challenge_type: "" }, 900144, "invalid_request"],
    ["challenge types without redirect", { challenge_type: "oob" }, 901007, "unsupported_challenge_type"],
    ["no username", { username: "" }, 90100, "invalid_request"],
    ["a username that is no address", { username: "fay" }, 90100, "invalid_request"],
  ])("%s", async (_case, form, number, error) => {
    const { start } = await startNativeTenant();
    expect(await start(path, fay.email, form)).toMatchObject(refused(number, error));
  });

  test("a challenge type that is not known", async () => {
    const { start } = await startNativeTenant();
    const answer = await start(path, fay.email, { challenge_type: "oob magic redirect" });
    expect(answer).toMatchObject({
      status: 400,
      body: {
        error: "invalid_request",
        error_description: expect.stringContaining("contains an unsupported challenge type"),
      },
    });
  });
});

test.each(["oauth2/v2.0/challenge", "signup/v1.0/challenge", "resetpassword/v1.0/challenge"])(
  "%s refuses challenge types without redirect, too, and the token stays good",
  async (path) => {
    const tenant = await startNativeTenant();
    const first = path.replace("oauth2/v2.0/challenge", initiate).replace("v1.0/challenge", "v1.0/start");
    const begun = await tenant.start(first, path.startsWith("signup") ? "new@fabrikam.example" : fay.email);
    expect(await tenant.goOn(path, begun, { challenge_type: "oob" })).toMatchObject(
      refused(901007, "unsupported_challenge_type"),
    );
    expect((await tenant.goOn(path, begun, { challenge_type: everyType })).status).toBe(200);
  },
);

test("The grants of this API are refused for apps that have it off", async () => {
  const { post } = await startNativeTenant({ applications: [phone, shop] });
  const form = { client_id: shop.clientId, continuation_token: "x", scope, grant_type: "oob", oob: "1" };
  expect(await post("oauth2/v2.0/token", form)).toMatchObject(refused(550022, "invalid_client"));
});

/** Where a token that is not valid has which error. */
const errorsOfTokens: [string, string, Record<string, string>][] = [
  ["oauth2/v2.0/challenge", "invalid_grant", {}],
  ["oauth2/v2.0/introspect", "invalid_request", {}],
  ["oauth2/v2.0/token", "invalid_grant", { scope, grant_type: "password", password: fay.password }],
  ["oauth2/v2.0/token", "invalid_grant", { scope, grant_type: "oob", oob: "12345678" }],
  ["oauth2/v2.0/token", "invalid_grant", { scope, grant_type: "continuation_token" }],
  ["signup/v1.0/challenge", "invalid_grant", {}],
  ["signup/v1.0/continue", "invalid_request", { grant_type: "oob", oob: "12345678" }],
  ["resetpassword/v1.0/challenge", "invalid_request", {}],
  ["resetpassword/v1.0/continue", "invalid_request", { grant_type: "oob", oob: "12345678" }],
  ["resetpassword/v1.0/submit", "invalid_request", { new_password: "Teapot-Cosy-12" }],
  ["resetpassword/v1.0/poll_completion", "invalid_request", {}],
];

test.each(errorsOfTokens)(
  "%s answers %s to a continuation token that never was",
  async (path, error, form) => {
    const { post } = await startNativeTenant();
    const answer = await post(path, { ...form, continuation_token: "never-was" });
    expect(answer).toMatchObject(refused(55200, error));
  },
);

test.each(errorsOfTokens.filter(([, , { password }]) => password === undefined))(
  "%s wants a continuation token",
  async (path, _error, form) => {
    const { post } = await startNativeTenant();
    expect(await post(path, form)).toMatchObject(refused(900144, "invalid_request"));
  },
);

describe("A continuation token", () => {
  test("is good for one step", async () => {
    const { start, goOn } = await startNativeTenant();
    const begun = await start(initiate, fay.email);
    expect((await goOn("oauth2/v2.0/challenge", begun)).status).toBe(200);
    expect(await goOn("oauth2/v2.0/challenge", begun)).toMatchObject(refused(55200, "invalid_grant"));
  });

  test("buys tokens once, however many requests have it", async () => {
    const { challenge, token } = await startNativeTenant();
    const challenged = await challenge(fay.email);
    const form = { grant_type: "password", password: fay.password };
    const answers = await Promise.all([1, 2, 3].map(() => token(challenged, form)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
  });

  test("is good for its own app alone", async () => {
    const { start, goOn } = await startNativeTenant({ applications: [phone, others] });
    const begun = await start(initiate, fay.email);
    expect(await goOn("oauth2/v2.0/challenge", begun, { client_id: others.clientId })).toMatchObject(
      refused(55200, "invalid_grant"),
    );
    expect((await goOn("oauth2/v2.0/challenge", begun)).status).toBe(200);
  });

  test("is good for its own flow alone", async () => {
    const { start, goOn } = await startNativeTenant();
    const begun = await start("resetpassword/v1.0/start", fay.email);
    expect(await goOn("oauth2/v2.0/challenge", begun)).toMatchObject(refused(55200, "invalid_grant"));
    expect(await goOn("signup/v1.0/challenge", begun)).toMatchObject(refused(55200, "invalid_grant"));
  });

  test("expires after ten minutes", async () => {
    const { start, goOn } = await startNativeTenant();
    const begun = await start(initiate, fay.email);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 600_000 });
    expect(await goOn("oauth2/v2.0/challenge", begun)).toMatchObject(refused(552003, "expired_token"));
  });
});

test("An error names the request, in Entra's shape", async () => {
  const { post } = await startNativeTenant();
  const id = "0d9b3a52-7f0e-4f6c-8f2c-5d2f4f0a9d11";
  const form = { username: "nobody@fabrikam.example", challenge_type: everyType };
  const { body, headers } = await post(initiate, form, { "client-request-id": id });
  expect(body).toMatchObject({
    correlation_id: id,
    trace_id: expect.any(String),
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
    error_description: expect.stringMatching(new RegExp(`^AADSTS50034: .* Correlation ID: ${id} `)),
  });
  expect(headers.get("cache-control")).toBe("no-store");
});

test("The API is there under both names of the tenant, and of no other", async () => {
  const { emulator } = await startNativeTenant();
  const body = new URLSearchParams({ client_id: phoneId, username: gil.email, challenge_type: everyType });
  const answerOf = async (tenant: string, path: string) => {
    const response = await fetch(`${emulator.url}/${tenant}/${path}`, { method: "POST", body });
    return response.json();
  };
  expect(await answerOf(tenantId, initiate)).toHaveProperty("continuation_token");
  expect(await answerOf(tenantDomain, initiate)).toHaveProperty("continuation_token");
  for (const path of firstRequests) {
    expect(await answerOf("other.onmicrosoft.com", path)).toMatchObject({ error: "invalid_tenant" });
  }
});

test("No page of another origin can read the answers, as Entra's API has no CORS", async () => {
  const Origin = "http://localhost:5173";
  const applications = [{ ...phone, spa: { redirectUris: [`${Origin}/`] } }];
  const { emulator, post, challenge } = await startNativeTenant({ applications });
  const form = { username: fay.email, challenge_type: everyType };
  const { continuation_token } = (await challenge(fay.email)).body;
  const grant = { grant_type: "password", password: fay.password, scope, continuation_token };
  for (const answer of [
    await post(initiate, form, { Origin }),
    await post("oauth2/v2.0/token", grant, { Origin }),
  ]) {
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  }
  const preflight = await fetch(`${emulator.authority}/${initiate}`, {
    method: "OPTIONS",
    headers: { Origin, "Access-Control-Request-Method": "POST" },
  });
  expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
});
