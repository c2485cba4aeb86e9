import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstApp, startTestEmulator } from "../../support/emulator/emulatorApps.js";
import { proveClient, provenButNoCode, withAssertion } from "../../support/emulator/tokenRequest.js";
import { FederatedIssuer } from "../../support/tenant/federatedIssuer.js";

const workload = { subject: "web", audience: "api://AzureADTokenExchange" };
const { clientId, clientSecret } = firstApp;

let issuer: FederatedIssuer;
let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
let good: ReturnType<typeof withAssertion>;
beforeAll(async () => {
  issuer = await FederatedIssuer.start();
  const federatedCredentials = [{ issuer: issuer.issuer, ...workload }];
  emulator = await startTestEmulator([{ ...firstApp, federatedCredentials }]);
  good = withAssertion(clientId, await issuer.token(workload));
});
afterAll(async () => {
  await emulator.close();
  await issuer.close();
});

describe("A request with a client assertion is refused", () => {
  const ambiguous = { status: 400, error: "invalid_request", number: 9002313 };

  test("with a secret beside it, even the right one", async () => {
    expect(await proveClient(emulator, { ...good, client_secret: clientSecret })).toEqual(ambiguous);
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
    expect(await proveClient(emulator, good, { authorization: `Basic ${basic}` })).toEqual(ambiguous);
  });

  test("with two of them", async () => {
    const twice: [string, string][] = [...Object.entries(good), ["client_assertion", good.client_assertion]];
    expect(await proveClient(emulator, twice)).toEqual(ambiguous);
  });

  test("of another type, of two types, or of none", async () => {
    const type = "urn:ietf:params:oauth:client-assertion-type:saml2-bearer";
    expect(await proveClient(emulator, { ...good, client_assertion_type: type })).toEqual(ambiguous);
    const twoTypes: [string, string][] = [...Object.entries(good), ["client_assertion_type", type]];
    expect(await proveClient(emulator, twoTypes)).toEqual(ambiguous);
    const { client_assertion_type: _type, ...untyped } = good;
    expect(await proveClient(emulator, untyped)).toEqual(ambiguous);
  });

  test("that is empty", async () => {
    expect(await proveClient(emulator, { ...good, client_assertion: "" })).toEqual(ambiguous);
  });

  test.each(["nonsense", "a.b.c", "e30.W10.", `e30.${Buffer.from("null").toString("base64url")}.`])(
    "that is no JWT: %s",
    async (assertion) => {
      const malformed = { status: 400, error: "invalid_request", number: 50027 };
      expect(await proveClient(emulator, { ...good, client_assertion: assertion })).toEqual(malformed);
    },
  );

  test("for an app that is not registered", async () => {
    const unknown = { status: 400, error: "unauthorized_client", number: 700016 };
    expect(await proveClient(emulator, { ...good, client_id: randomUUID() })).toEqual(unknown);
  });
});

test("The refusal is Entra's JSON with the correlation id of the request, and tells nothing of the assertion", async () => {
  const correlationId = randomUUID();
  const response = await fetch(`${emulator.authority}/oauth2/v2.0/token?client-request-id=${correlationId}`, {
    method: "POST",
    body: new URLSearchParams({
      ...good,
      grant_type: "authorization_code",
      code: "any",
      client_assertion: await issuer.token({ ...workload, subject: "db" }),
    }),
  });
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual({
    error: "invalid_client",
    error_description: expect.stringMatching(/^AADSTS700213: .+ Trace ID: /),
    error_codes: [700213],
    timestamp: expect.any(String),
    trace_id: expect.any(String),
    correlation_id: correlationId,
    error_uri: "https://login.microsoftonline.com/error?code=700213",
  });
  expect(emulator.logged).toEqual([]);
});

test("A secret still proves the app, and a client_id alone does not", async () => {
  expect(await proveClient(emulator, { client_id: clientId, client_secret: clientSecret })).toEqual(
    provenButNoCode,
  );
  const unproven = { status: 401, error: "invalid_client", number: 7000218 };
  expect(await proveClient(emulator, { client_id: clientId })).toEqual(unproven);
});

test("Requests of any kind leave their connection open for the next one", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const sockets = new Set();
  for (const body of [String(new URLSearchParams(good)), "grant_type=x", "", good.client_assertion_type]) {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const post = request(`${emulator.authority}/oauth2/v2.0/token`, { method: "POST", agent, headers });
    const [response]: IncomingMessage[] = await once(post.end(body), "response");
    sockets.add(post.socket);
    expect(response && JSON.parse(await text(response))).toHaveProperty("error");
  }
  expect(sockets.size).toBe(1);
  agent.destroy();
});
