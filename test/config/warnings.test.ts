import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/loadConfig.js";
import { productionEnvironment } from "../support/app/environments.js";

const tenantId = "aaaabbbb-0000-4ccc-8ddd-eeeeffff0000";

describe("what works and deserves a look is warned of:", () => {
  test.each([
    [
      { SESSION_IDLE_MINUTES: "1440" },
      "SESSION_IDLE_MINUTES has no effect: after 720 minutes (SESSION_LIFETIME_MINUTES) a session ends in any case.",
    ],
    [
      { REDIS_CLUSTER: "true" },
      "REDIS_CLUSTER is of no use without REDIS_URL: sessions are kept in this process.",
    ],
    [
      { REDIS_PREFIX: "a:" },
      "REDIS_PREFIX is of no use without REDIS_URL: sessions are kept in this process.",
    ],
    [
      { CLIENT_SECRET: tenantId },
      "CLIENT_SECRET looks like a Secret ID: what the app needs is the secret's Value.",
    ],
  ])("%o", (settings, warning) => {
    expect(loadConfig({ ...productionEnvironment, ...settings }).warnings).toEqual([warning]);
  });

  test("a lifetime that is shorter than the default of the idle time needs no look", () => {
    expect(loadConfig({ ...productionEnvironment, SESSION_LIFETIME_MINUTES: "30" }).warnings).toEqual([]);
  });
});
