import { UnsecuredJWT } from "jose";
import { afterEach, describe, expect, test, vi } from "vitest";
import { redisUserOf } from "../../../src/credentials/identity/redisUser.js";
import { describeCause } from "../../../src/log/describeCause.js";
import { startManagedIdentityEndpoint } from "../../support/credentials/azure/managedIdentityEndpoint.js";
import { answerJson } from "../../support/network/localServer.js";

// A package keeps for the process where the endpoint is, and so there is one for all of them.
afterEach(() => {
  vi.unstubAllEnvs();
});

const expires_on = "4000000000";
const ofSomebody = new UnsecuredJWT({ oid: "0f0e0d0c-0b0a-4988-8776-655443322110" }).encode();
const ofNobody = new UnsecuredJWT({ sub: "somebody" }).encode();

const refusals = [
  [answerJson({}, 503), "AuthError network_error, caused by Error: The server answered with status 503."],
  [
    answerJson({ error: { code: "identity_not_found", message: "No identity of contoso" } }, 404),
    "Error: The endpoint of the managed identity answered with status 404 (identity_not_found).",
  ],
  [
    answerJson({ access_token: "no-jwt", expires_on }),
    "Error: The token of the managed identity does not say whose it is (oid).",
  ],
  [
    answerJson({ access_token: ofNobody, expires_on }),
    "Error: The token of the managed identity does not say whose it is (oid).",
  ],
  // What no clock can show: more than 8.64e15 milliseconds.
  [
    answerJson({ access_token: ofSomebody, expires_on: "9e99" }),
    "Error: The endpoint of the managed identity does not say when its token expires.",
  ],
] as const;

describe("the user of Redis that a managed identity is", () => {
  test("has the identity's id and a token for Redis, a new one each time, or says why not", async () => {
    const endpoint = await startManagedIdentityEndpoint();
    for (const [name, value] of Object.entries(endpoint.environment)) {
      vi.stubEnv(name, value);
    }
    const passwords = new Set<string>();
    const clientId = "22222222-3333-4444-8555-666666666666";
    for (const [identity, request] of [
      [undefined, "https://redis.azure.com"],
      [clientId, `https://redis.azure.com as ${clientId}`],
      [clientId, `https://redis.azure.com as ${clientId}`],
    ] as const) {
      const { username, password, expiresOn } = await redisUserOf(identity)();
      expect(username).toBe(endpoint.subject);
      expect(endpoint.issued(password)).toBe(true);
      expect(expiresOn.getTime()).toBeGreaterThan(Date.now());
      expect(endpoint.requests.at(-1)).toBe(request);
      passwords.add(password);
    }
    expect(passwords.size).toBe(3);
    const acquire = redisUserOf(undefined);
    for (const [answer, cause] of refusals) {
      endpoint.fail(answer);
      expect(describeCause(await acquire().catch((error: unknown) => error))).toBe(cause);
    }
  });
});
