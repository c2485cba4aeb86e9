import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/loadConfig.js";
import { announcement, startMessage } from "../../src/process/announcement.js";
import { tenantEnvironment } from "../support/app/environments.js";

const users = [
  { email: "ada@contoso.example", password: "Lighthouse-27" },
  { email: "ben@contoso.example", password: "Harbour-31" },
];

describe("what a developer reads at the start", () => {
  test("with an emulator: both addresses, who can sign in, and how to connect a real tenant", () => {
    const text = announcement(loadConfig({ PORT: "8080", EMULATOR_PORT: "4001" }), users);
    expect(text).toContain("http://localhost:8080\n");
    expect(text).toContain("http://127.0.0.1:4001\n");
    expect(text).toContain("The orders API is at http://127.0.0.1:3002\n");
    for (const { email, password } of users) {
      expect(text).toContain(`${email}  password ${password}\n`);
    }
    expect(text).toMatch(/real tenant: npm run configure -- --tenant-id/);
  });

  test("with a tenant: both addresses, no emulator and no secret", () => {
    const REDIRECT_URI = "https://app.example.com/auth/redirect";
    const text = announcement(loadConfig({ ...tenantEnvironment, REDIRECT_URI }), []);
    expect(text).toContain("https://app.example.com\n");
    expect(text).toContain("https://contoso.ciamlogin.com/contoso.onmicrosoft.com\n");
    expect(text).not.toMatch(/emulat/i);
    expect(text).not.toContain(tenantEnvironment.CLIENT_SECRET);
  });

  test.each(["127.0.0.1", "localhost", "0.0.0.0", "::", "::1", "127.1"])(
    "with HOST=%s: the app is at localhost",
    (HOST) => {
      const config = loadConfig({ HOST, EXPRESS_SESSION_SECRET: "of-the-tests" });
      expect(announcement(config, users)).toMatch(/^The app is at {8}http:\/\/localhost:3000\n/);
      expect(config.warnings).toEqual([]);
    },
  );

  test.each(["127.0.1.1", "192.0.2.7", "2001:db8::1", "machine.example"])(
    "with HOST=%s: that nothing answers on localhost unless a proxy leads from there",
    (HOST) => {
      const config = loadConfig({ HOST, EXPRESS_SESSION_SECRET: "of-the-tests" });
      const text = announcement(config, users);
      expect(text).not.toContain("The app is at");
      expect(text.split("\n").slice(0, 2)).toEqual([
        `The app listens on   ${HOST}, port 3000`,
        "A proxy leads to it  http://localhost:3000",
      ]);
      expect(config.warnings).toEqual([
        `REDIRECT_URI leads to http://localhost:3000, and the app listens on ${HOST}, port 3000, alone: unless a proxy leads there, change one.`,
      ]);
    },
  );

  test("with a path as PORT: what it listens on, and where the proxy is", () => {
    const REDIRECT_URI = "https://app.example.com/auth/redirect";
    const PORT = "/run/app/app.sock";
    const text = announcement(loadConfig({ ...tenantEnvironment, REDIRECT_URI, PORT }), []);
    expect(text.split("\n").slice(0, 2)).toEqual([
      "The app listens on   /run/app/app.sock",
      "A proxy leads to it  https://app.example.com",
    ]);
  });

  test("ends with how to stop", () => {
    expect(announcement(loadConfig({}), users)).toMatch(/Stop with Ctrl\+C\.\n$/);
  });
});

describe("what a log of JSON lines has of the start", () => {
  test.each([
    [{}, "every interface, port 3000"],
    [{ HOST: "127.0.0.1", PORT: "8080" }, "127.0.0.1, port 8080"],
    [{ PORT: "/run/app/app.sock" }, "/run/app/app.sock"],
  ])("with %j: one line with the addresses", (settings, place) => {
    const REDIRECT_URI = "https://app.example.com/auth/redirect";
    expect(startMessage(loadConfig({ ...tenantEnvironment, REDIRECT_URI, ...settings }))).toBe(
      `The app has started. It listens on ${place}, is at https://app.example.com, and signs people in at https://contoso.ciamlogin.com/contoso.onmicrosoft.com.`,
    );
  });
});
