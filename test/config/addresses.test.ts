import { describe, expect, test } from "vitest";
import { addressesOf } from "../../src/config/addresses.js";
import { loadConfig } from "../../src/config/loadConfig.js";
import { faultsOf, tenantEnvironment } from "../support/app/environments.js";

describe("the app's addresses", () => {
  test("are on localhost where nothing is set", () => {
    expect(addressesOf({})).toEqual({
      origin: "http://localhost:3000",
      redirectUri: "http://localhost:3000/auth/redirect",
      postLogoutRedirectUri: "http://localhost:3000/",
      secureCookies: false,
    });
  });

  test("follow PORT", () => {
    expect(addressesOf({ PORT: 8080 }).redirectUri).toBe("http://localhost:8080/auth/redirect");
  });

  test("follow REDIRECT_URI, whatever the port that the app listens on", () => {
    const REDIRECT_URI = "https://app.example.com/auth/redirect";
    expect(addressesOf({ PORT: 8080, REDIRECT_URI })).toEqual({
      origin: "https://app.example.com",
      redirectUri: "https://app.example.com/auth/redirect",
      postLogoutRedirectUri: "https://app.example.com/",
      secureCookies: true,
    });
  });

  test("follow POST_LOGOUT_REDIRECT_URI after signing out", () => {
    const POST_LOGOUT_REDIRECT_URI = "https://www.example.com/bye";
    expect(addressesOf({ POST_LOGOUT_REDIRECT_URI })).toMatchObject({
      origin: "http://localhost:3000",
      postLogoutRedirectUri: "https://www.example.com/bye",
    });
  });

  test("are told to the tenant as they are written, for it compares them letter for letter", () => {
    const POST_LOGOUT_REDIRECT_URI = "https://www.example.com";
    expect(addressesOf({ POST_LOGOUT_REDIRECT_URI })).toMatchObject({
      postLogoutRedirectUri: "https://www.example.com",
    });
  });
});

describe("the port", () => {
  const EXPRESS_SESSION_SECRET = "of-the-tests";
  const warningsOf = (PORT: string, REDIRECT_URI: string) =>
    loadConfig({ ...tenantEnvironment, EXPRESS_SESSION_SECRET, PORT, REDIRECT_URI }).warnings;

  test("is warned of where REDIRECT_URI leads to another on this machine", () => {
    expect(warningsOf("3100", "http://localhost:3000/auth/redirect")).toEqual([
      "REDIRECT_URI leads to http://localhost:3000, and the app listens on port 3100: unless a proxy leads there, change one.",
    ]);
  });

  test.each([
    ["3100", "http://localhost:3100/auth/redirect"],
    ["80", "http://localhost/auth/redirect"],
    ["3100", "https://app.example.com/auth/redirect"],
  ])("%s goes with %s", (PORT, REDIRECT_URI) => {
    expect(warningsOf(PORT, REDIRECT_URI)).toEqual([]);
  });

  test("is not the emulator's too", () => {
    const fault = "EMULATOR_PORT must not be the PORT of the app, e.g. EMULATOR_PORT=3001";
    expect(faultsOf({ PORT: "3001" })).toEqual([fault]);
    expect(faultsOf({ PORT: "8080", EMULATOR_PORT: "8080" })).toEqual([fault]);
    expect(faultsOf({ ...tenantEnvironment, PORT: "3001" })).toEqual([]);
  });
});
