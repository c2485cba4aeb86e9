import { describe, expect, test } from "vitest";
import { readSettings } from "../../emulator/settings.js";
import { productionEnvironment } from "../support/app/environments.js";

describe("the settings of an emulator that runs alone", () => {
  test("register the app that they describe", () => {
    const { CLIENT_ID, CLIENT_SECRET, REDIRECT_URI } = productionEnvironment;
    expect(readSettings({ CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, EMULATOR_PORT: "4001" })).toEqual({
      port: 4001,
      client: {
        clientId: CLIENT_ID,
        clientSecret: CLIENT_SECRET,
        redirectUris: ["https://app.example.com/auth/redirect"],
        postLogoutRedirectUris: ["https://app.example.com/"],
        logoutUrl: "https://app.example.com/auth/frontchannel-logout",
      },
    });
  });

  test("take any path for the answers of the tenant", () => {
    const REDIRECT_URI = "http://localhost:5000/signin-oidc";
    expect(readSettings({ REDIRECT_URI }).client.redirectUris).toEqual([REDIRECT_URI]);
  });

  test("have addresses as they are written, since tenants compare them letter for letter", () => {
    const addresses = {
      REDIRECT_URI: "http://localhost:5000",
      POST_LOGOUT_REDIRECT_URI: "https://app.example.com",
    };
    expect(readSettings(addresses).client).toMatchObject({
      redirectUris: ["http://localhost:5000"],
      postLogoutRedirectUris: ["https://app.example.com"],
    });
    expect(readSettings({ REDIRECT_URI: "http://localhost:5000/ " }).client).toMatchObject({
      redirectUris: ["http://localhost:5000/"],
      postLogoutRedirectUris: ["http://localhost:5000/"],
    });
  });

  test("take empty values and placeholders for none", () => {
    const placeholders = { CLIENT_ID: "Enter_the_Application_Id_Here", CLIENT_SECRET: " " };
    expect(readSettings(placeholders)).toEqual(readSettings({}));
  });

  test.each([
    ["4000", "http://localhost:4000/auth/redirect"],
    ["/run/app.sock", "http://localhost:3000/auth/redirect"],
  ])("have the address of an app on PORT %s", (PORT, redirectUri) => {
    expect(readSettings({ PORT }).client.redirectUris).toEqual([redirectUri]);
  });

  test.each([
    ["EMULATOR_PORT", "0x10"],
    ["EMULATOR_PORT", "0"],
    ["EMULATOR_PORT", "65536"],
    ["REDIRECT_URI", "http://ada:secret@localhost:5000/"],
    ["REDIRECT_URI", "http://localhost:5000/#there"],
  ])("are refused where %s is %s", (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`\\n {2}${name} must `));
  });

  test("are refused with all faults at once", () => {
    const read = () =>
      readSettings({ EMULATOR_PORT: "none", CLIENT_ID: "my-app", REDIRECT_URI: "javascript:alert(1)" });
    expect(read).toThrow(/EMULATOR_PORT must .*\n {2}CLIENT_ID must .*\n {2}REDIRECT_URI must /);
  });
});
