import { describe, expect, test } from "vitest";
import { addressesOf } from "../../src/config/addresses.js";

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
    const REDIRECT_URI = new URL("https://app.example.com/auth/redirect");
    expect(addressesOf({ PORT: 8080, REDIRECT_URI })).toEqual({
      origin: "https://app.example.com",
      redirectUri: "https://app.example.com/auth/redirect",
      postLogoutRedirectUri: "https://app.example.com/",
      secureCookies: true,
    });
  });

  test("follow POST_LOGOUT_REDIRECT_URI after signing out", () => {
    const POST_LOGOUT_REDIRECT_URI = new URL("https://www.example.com/bye");
    expect(addressesOf({ POST_LOGOUT_REDIRECT_URI })).toMatchObject({
      origin: "http://localhost:3000",
      postLogoutRedirectUri: "https://www.example.com/bye",
    });
  });
});
