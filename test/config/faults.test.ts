import { describe, expect, test } from "vitest";
import { addFault, type Faults } from "../../src/config/faults.js";
import { faultsOf } from "../support/app/environments.js";

/** Wrong in every variable that can be wrong. */
const allWrong = {
  NODE_ENV: "production",
  HOST: "wrong host",
  PORT: "wrong-port",
  EMULATOR_PORT: "wrong-port-too",
  CLIENT_ID: "wrong-client",
  TENANT_SUBDOMAIN: "wrong.subdomain",
  AUTHORITY: "wrong-authority",
  REDIRECT_URI: "wrong-redirect",
  POST_LOGOUT_REDIRECT_URI: "wrong-logout",
  RESPONSE_MODE: "wrong-mode",
  EXPRESS_SESSION_SECRET: "wrong-secret,",
  TRUST_PROXY: "wrong-proxy",
  API_SCOPES: "wrong/scope",
  LOG_FORMAT: "wrong-format",
  LOG_LEVEL: "wrong-level",
};

describe("the faults of a configuration", () => {
  const faults = faultsOf(allWrong);

  test("are told all at once, one for each variable", () => {
    const { NODE_ENV: _, ...wrong } = allWrong;
    const names = faults.map((fault) => fault.split(" ")[0]);
    expect(names.sort()).toEqual([...Object.keys(wrong), "CLIENT_SECRET"].sort());
  });

  test("repeat no value, for it may be a secret", () => {
    expect(faults.join("\n")).not.toContain("wrong");
  });

  test("repeat no secret that is too short", () => {
    const short = faultsOf({
      NODE_ENV: "production",
      EXPRESS_SESSION_SECRET: "hunter2",
      CLIENT_SECRET: "Xy7~",
    });
    expect(short.join("\n")).not.toMatch(/hunter2|Xy7~/);
    expect(short.join("\n")).toContain("EXPRESS_SESSION_SECRET must");
  });

  test("give an example that is itself a good value", () => {
    for (const [name, example] of faults.map((fault) => fault.split(", e.g. ")[1]?.split("=") ?? [])) {
      expect(faultsOf({ [name ?? ""]: example }).filter((fault) => fault.startsWith(`${name} `))).toEqual([]);
    }
  });

  test("keep the first of a variable alone", () => {
    const some: Faults = new Map();
    addFault(some, "PORT", "is strange");
    addFault(some, "PORT", "is stranger");
    expect([...some.values()]).toEqual(["PORT is strange, e.g. PORT=3000"]);
  });

  test("do not call TENANT_SUBDOMAIN missing where AUTHORITY names the tenant badly", () => {
    const names = faultsOf({
      CLIENT_ID: "11111111-2222-4333-8444-555555555555",
      CLIENT_SECRET: "the-secret-of-the-tests",
      NODE_ENV: "production",
      REDIRECT_URI: "https://app.example.com/auth/redirect",
      EXPRESS_SESSION_SECRET: "0123456789abcdef0123456789abcdef",
      AUTHORITY: "login.contoso.com/contoso.onmicrosoft.com",
    }).map((fault) => fault.split(" ")[0]);
    expect(names).toEqual(["AUTHORITY"]);
  });
});
