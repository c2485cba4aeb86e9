import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/loadConfig.js";
import { faultsOf, productionEnvironment } from "../support/app/environments.js";

describe("production", () => {
  test("starts with what it needs, without a warning", () => {
    expect(loadConfig(productionEnvironment).warnings).toEqual([]);
  });

  test("demands everything at once where nothing is set", () => {
    const names = faultsOf({ NODE_ENV: "production" }).map((fault) => fault.split(" is missing, ")[0]);
    expect(names.sort()).toEqual([
      "CLIENT_ID",
      "CLIENT_SECRET",
      "EXPRESS_SESSION_SECRET",
      "REDIRECT_URI",
      "TENANT_SUBDOMAIN",
    ]);
  });

  test.each(["CLIENT_ID", "CLIENT_SECRET", "EXPRESS_SESSION_SECRET", "REDIRECT_URI", "TENANT_SUBDOMAIN"])(
    "demands %s",
    (name) => {
      expect(faultsOf({ ...productionEnvironment, [name]: undefined })).toEqual([
        expect.stringMatching(new RegExp(`^${name} is missing, .*e\\.g\\. ${name}=.`)),
      ]);
    },
  );

  test("takes an AUTHORITY with a tenant in its path in place of TENANT_SUBDOMAIN", () => {
    const environment = {
      ...productionEnvironment,
      TENANT_SUBDOMAIN: undefined,
      AUTHORITY: "https://login.contoso.com/contoso.onmicrosoft.com",
    };
    expect(faultsOf(environment)).toEqual([]);
  });

  test("demands 32 characters of the session secret", () => {
    const fault = expect.stringMatching(
      /^EXPRESS_SESSION_SECRET must be one secret of 32 characters or more/,
    );
    expect(faultsOf({ ...productionEnvironment, EXPRESS_SESSION_SECRET: "a".repeat(31) })).toEqual([fault]);
    expect(faultsOf({ ...productionEnvironment, EXPRESS_SESSION_SECRET: "a".repeat(32) })).toEqual([]);
  });

  test("demands 32 characters of each session secret", () => {
    const secrets = `${"a".repeat(32)},${"b".repeat(31)}`;
    expect(faultsOf({ ...productionEnvironment, EXPRESS_SESSION_SECRET: secrets })).toHaveLength(1);
  });

  test("never signs people in at an emulator", () => {
    expect(loadConfig(productionEnvironment).emulator).toBeUndefined();
  });

  test("may be opened by http: on localhost, as Entra has it", () => {
    const environment = { ...productionEnvironment, REDIRECT_URI: "http://localhost:3000/auth/redirect" };
    expect(loadConfig(environment).secureCookies).toBe(false);
  });
});
