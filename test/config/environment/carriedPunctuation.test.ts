import { describe, expect, test } from "vitest";
import { findCarriedPunctuation } from "../../../src/config/environment/carriedPunctuation.js";
import type { Faults } from "../../../src/config/faults.js";

describe("a value in the environment", () => {
  const find = (name: string, value: string) => {
    const faults: Faults = new Map();
    const warnings: string[] = [];
    findCarriedPunctuation({ [name]: value }, { faults, warnings });
    return { faults: [...faults.values()], warnings };
  };

  test.each([
    ["CLIENT_SECRET", '"hush-1234"', "quotes around it"],
    ["EXPRESS_SESSION_SECRET", "'hush-1234' ", "quotes around it"],
    ["CLIENT_CERTIFICATE_PATH", '"client.pem"', "quotes around it"],
    ["CLIENT_SECRET", '""', "quotes around it"],
    ["CLIENT_SECRET", "hush-1234 # of the app", "a comment behind it"],
    ["CLIENT_ID", " # of the app", "a comment behind it"],
    ["REDIS_URL", "redis://localhost\t#the cache", "a comment behind it"],
  ])("must not carry punctuation of the file that it comes from: %s=%s", (name, value, what) => {
    const { faults, warnings } = find(name, value);
    expect(warnings).toEqual([]);
    expect(faults).toEqual([expect.stringContaining(`${name} has ${what} in the environment`)]);
    expect(faults.join()).not.toContain("1234");
  });

  test.each([
    ["CLIENT_CERTIFICATE_PASSWORD", '"hush-1234"', "quotes around it"],
    ["CLIENT_CERTIFICATE_PASSWORD", "hush #1234", "a comment behind it"],
    ["CLIENT_CERTIFICATE_PATH", "/srv/app #2/client.pem", "a comment behind it"],
  ])("may be meant so where it is free text: %s=%s", (name, value, what) => {
    expect(find(name, value)).toEqual({
      faults: [],
      warnings: [`${name} has ${what} in the environment, and there that is part of the value.`],
    });
  });

  test.each([
    ["CLIENT_SECRET", "a~B8Q~c#d='e'"],
    ["CLIENT_SECRET", "Enter_the_Client_Secret_Here # of the app"],
    ["EXPRESS_SESSION_SECRET", "'"],
  ])("may have # and quotes elsewhere: %s=%s", (name, value) => {
    expect(find(name, value)).toEqual({ faults: [], warnings: [] });
  });
});
