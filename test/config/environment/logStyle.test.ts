import { describe, expect, test } from "vitest";
import { logStyleOf } from "../../../src/config/environment/logStyle.js";

describe("the log is written", () => {
  test.each([
    [{}, "text"],
    [{ NODE_ENV: "development" }, "text"],
    [{ NODE_ENV: "test" }, "text"],
    [{ NODE_ENV: "production" }, "json"],
    [{ NODE_ENV: " production " }, "json"],
    [{ NODE_ENV: "production", LOG_FORMAT: "text" }, "text"],
    [{ NODE_ENV: "production", LOG_FORMAT: "" }, "json"],
    [{ NODE_ENV: "production", LOG_FORMAT: "a bad value" }, "json"],
    [{ LOG_FORMAT: "json" }, "json"],
    [{ LOG_FORMAT: " json " }, "json"],
    [{ LOG_FORMAT: "a bad value" }, "text"],
  ])("with %j as %s", (environment, format) => {
    expect(logStyleOf(environment)).toEqual({ format, level: "info" });
  });

  test.each([
    ["error", "error"],
    ["warn", "warn"],
    ["info", "info"],
    [" warn ", "warn"],
    ["", "info"],
    ["a bad value", "info"],
  ])("with LOG_LEVEL=%s down to %s", (LOG_LEVEL, level) => {
    expect(logStyleOf({ LOG_LEVEL })).toEqual({ format: "text", level });
  });
});
