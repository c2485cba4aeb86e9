import { describe, expect, test } from "vitest";
import { announcement } from "../src/announcement.js";
import { loadConfig } from "../src/config.js";
import { tenantEnvironment } from "./support/environments.js";

const users = [
  { email: "ada@contoso.example", password: "Lighthouse-27" },
  { email: "ben@contoso.example", password: "Harbour-31" },
];

describe("what a developer reads at the start", () => {
  test("with an emulator: both addresses, who can sign in, and how to connect a real tenant", () => {
    const text = announcement(loadConfig({ PORT: "8080", EMULATOR_PORT: "4001" }), users);
    expect(text).toContain("http://localhost:8080\n");
    expect(text).toContain("http://127.0.0.1:4001\n");
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

  test("ends with how to stop", () => {
    expect(announcement(loadConfig({}), users)).toMatch(/Stop with Ctrl\+C\.\n$/);
  });
});
