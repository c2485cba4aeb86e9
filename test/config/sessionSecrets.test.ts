import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/loadConfig.js";
import { faultsOf, tenantEnvironment } from "../support/app/environments.js";

describe("the session secrets", () => {
  test("are listed newest first, with or without spaces", () => {
    const { sessionSecrets } = loadConfig({
      ...tenantEnvironment,
      EXPRESS_SESSION_SECRET: "new, old,oldest",
    });
    expect(sessionSecrets).toEqual(["new", "old", "oldest"]);
  });

  test("may be short outside production", () => {
    expect(loadConfig({ EXPRESS_SESSION_SECRET: "short" }).sessionSecrets).toEqual(["short"]);
  });

  test.each([",", "new,", ",old", "new,,old"])("must not be empty, as in %s", (secrets) => {
    expect(faultsOf({ EXPRESS_SESSION_SECRET: secrets })).toEqual([
      expect.stringMatching(/^EXPRESS_SESSION_SECRET must have a secret before and after each comma/),
    ]);
  });

  test("are made up outside production where there are none, with a warning", () => {
    const first = loadConfig({});
    expect(first.sessionSecrets).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(first.sessionSecrets).not.toEqual(loadConfig({}).sessionSecrets);
    expect(first.warnings).toEqual([
      "EXPRESS_SESSION_SECRET is not set: a random one is used, so no session and no sign-in outlives a restart.",
    ]);
  });

  test("give no warning where they are set", () => {
    expect(loadConfig({ EXPRESS_SESSION_SECRET: "short" }).warnings).toEqual([]);
  });
});
