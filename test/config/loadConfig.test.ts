import { describe, expect, test } from "vitest";
import { ConfigError } from "../../src/config/configError.js";
import { loadConfig } from "../../src/config/loadConfig.js";
import { faultsOf, productionEnvironment, tenantEnvironment } from "../support/app/environments.js";

describe("the configuration", () => {
  test("needs nothing for a start on this machine", () => {
    expect(loadConfig({})).toMatchObject({
      production: false,
      host: "127.0.0.1",
      port: 3000,
      trustProxy: false,
      origin: "http://localhost:3000",
      responseMode: "form_post",
      emulator: { port: 3001 },
      authRateLimit: 60,
      sessionIdle: 60 * 60 * 1000,
      sessionLifetime: 12 * 60 * 60 * 1000,
      redis: undefined,
      drainTime: 0,
    });
  });

  test("listens on all interfaces where a tenant is configured", () => {
    expect(loadConfig(tenantEnvironment).host).toBeUndefined();
  });

  test.each([{}, tenantEnvironment])("listens on HOST where it is set", (environment) => {
    expect(loadConfig({ ...environment, HOST: "192.0.2.7" }).host).toBe("192.0.2.7");
  });

  test("leaves load balancers time where instances share a Redis", () => {
    const REDIS_URL = "redis://localhost:6379";
    expect(loadConfig({ REDIS_URL })).toMatchObject({
      redis: {
        url: REDIS_URL,
        cluster: false,
        prefix: "sign-in:",
        timeLimit: 700,
        longestSilence: 3_000,
      },
      drainTime: 5_000,
    });
    expect(
      loadConfig({ REDIS_URL, REDIS_CLUSTER: "true", REDIS_PREFIX: "a:", DRAIN_SECONDS: "0" }),
    ).toMatchObject({
      redis: { cluster: true, prefix: "a:" },
      drainTime: 0,
    });
  });

  test("is frozen", () => {
    expect(Object.isFrozen(loadConfig({}))).toBe(true);
  });

  test("takes everything from what it is given", () => {
    const config = loadConfig({
      ...productionEnvironment,
      PORT: "8080",
      TRUST_PROXY: "1",
      RESPONSE_MODE: "query",
      POST_LOGOUT_REDIRECT_URI: "https://www.example.com/bye",
    });
    expect(config).toMatchObject({
      production: true,
      host: undefined,
      port: 8080,
      trustProxy: 1,
      origin: "https://app.example.com",
      redirectUri: "https://app.example.com/auth/redirect",
      postLogoutRedirectUri: "https://www.example.com/bye",
      secureCookies: true,
      authority: "https://contoso.ciamlogin.com/contoso.onmicrosoft.com",
      clientId: tenantEnvironment.CLIENT_ID,
      credential: { kind: "secret", secret: tenantEnvironment.CLIENT_SECRET },
      emulator: undefined,
      responseMode: "query",
      sessionSecrets: [productionEnvironment.EXPRESS_SESSION_SECRET],
      warnings: [],
    });
  });

  test("is refused with all faults at once, in one message", () => {
    const environment = {
      ...productionEnvironment,
      PORT: "0",
      CLIENT_ID: "my-app",
      RESPONSE_MODE: "fragment",
    };
    const faults = faultsOf(environment);
    expect(faults.map((fault) => fault.split(" ")[0])).toEqual(["CLIENT_ID", "PORT", "RESPONSE_MODE"]);
    expect(new ConfigError(faults).message).toBe(
      ["The configuration cannot be used:", ...faults].join("\n  "),
    );
  });
});

test("the app takes the answers of the tenant at a path of its own alone", () => {
  for (const uri of [
    "http://localhost:5000/signin-oidc",
    "https://app.example.com/",
    "https://app.example.com/auth/redirect/",
  ]) {
    expect(() => loadConfig({ REDIRECT_URI: uri })).toThrow(/REDIRECT_URI .* with the path \/auth\/redirect/);
  }
});
