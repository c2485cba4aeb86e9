import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/loadConfig.js";
import { faultsOf, tenantEnvironment } from "../support/app/environments.js";

const AZURE_CLIENT_ID = "22222222-3333-4444-8555-666666666666";
const REDIS_URL = "rediss://contoso.westeurope.redis.azure.net:10000";
const environment = { ...tenantEnvironment, REDIS_CREDENTIAL: "managed-identity" };

describe("the credential of Redis", () => {
  test.each([
    ["the system-assigned identity", {}, undefined],
    ["the user-assigned one that is named", { AZURE_CLIENT_ID }, AZURE_CLIENT_ID],
  ])("is %s", (_which, settings, clientId) => {
    const { redis } = loadConfig({ ...environment, REDIS_URL, ...settings });
    expect(redis).toMatchObject({ url: REDIS_URL, identity: { clientId } });
  });

  test("is that of the URL where nothing else is said", () => {
    expect(loadConfig({ ...tenantEnvironment, REDIS_URL, AZURE_CLIENT_ID }).redis?.identity).toBeUndefined();
  });

  const example = `, e.g. REDIS_URL=${REDIS_URL}`;
  const noCredentials = `REDIS_URL must have no user name and no password where REDIS_CREDENTIAL is set${example}`;

  test.each([
    [{}, [`REDIS_URL is missing, and REDIS_CREDENTIAL is of no use without it${example}`]],
    [{ REDIS_URL: "rediss://user@cache.example.com" }, [noCredentials]],
    [{ REDIS_URL: "rediss://:password@cache.example.com" }, [noCredentials]],
    [
      { REDIS_URL: "redis://localhost" },
      [`REDIS_URL must begin with rediss: where REDIS_CREDENTIAL is set, because a token is sent${example}`],
    ],
    [
      { REDIS_URL: "http://localhost" },
      [expect.stringMatching(/^REDIS_URL must be a redis: or rediss: URL/)],
    ],
  ])("is refused with %o", (settings, faults) => {
    expect(faultsOf({ ...environment, ...settings })).toEqual(faults);
  });

  test("is none but a managed identity", () => {
    expect(faultsOf({ ...environment, REDIS_URL, REDIS_CREDENTIAL: "system" })).toEqual([
      "REDIS_CREDENTIAL must be managed-identity, e.g. REDIS_CREDENTIAL=managed-identity",
    ]);
  });
});

describe("how long Redis may take", () => {
  test.each([
    [{}, { timeLimit: 700, longestSilence: 3_000 }],
    [{ REDIS_TIMEOUT_MILLISECONDS: "100" }, { timeLimit: 100, longestSilence: 3_000 }],
    [{ REDIS_TIMEOUT_MILLISECONDS: "2000" }, { timeLimit: 2_000, longestSilence: 8_000 }],
  ])("with %o: a request waits no longer than a connection may be silent", (settings, times) => {
    expect(loadConfig({ ...tenantEnvironment, REDIS_URL, ...settings }).redis).toMatchObject(times);
  });

  test.each(["99", "60001", "1.5", "soon"])("is refused as %s", (REDIS_TIMEOUT_MILLISECONDS) => {
    expect(faultsOf({ ...tenantEnvironment, REDIS_URL, REDIS_TIMEOUT_MILLISECONDS })).toEqual([
      expect.stringMatching(/^REDIS_TIMEOUT_MILLISECONDS must be/),
    ]);
  });
});
