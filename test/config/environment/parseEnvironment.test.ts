import { describe, expect, test } from "vitest";
import { parseEnvironment } from "../../../src/config/environment/parseEnvironment.js";
import type { Faults } from "../../../src/config/faults.js";
import type { SettingName } from "../../../src/config/settings/settings.js";

const guid = "11111111-2222-4333-8444-555555555555";

const good: readonly (readonly [SettingName, string, unknown])[] = [
  ["NODE_ENV", "production", "production"],
  ["LOG_FORMAT", " json ", "json"],
  ["LOG_FORMAT", "text", "text"],
  ["LOG_LEVEL", "error", "error"],
  ["LOG_LEVEL", "warn", "warn"],
  ["LOG_LEVEL", "info", "info"],
  ["HOST", "0.0.0.0", "0.0.0.0"],
  ["HOST", "::1", "::1"],
  ["HOST", "app.example.com", "app.example.com"],
  ["PORT", "1", 1],
  ["PORT", "65535", 65535],
  ["PORT", " 8080 ", 8080],
  ["PORT", "/run/app/app.sock", "/run/app/app.sock"],
  ["PORT", "\\\\.\\pipe\\5f3a6c1e", "\\\\.\\pipe\\5f3a6c1e"],
  ["HOST", "fe80::1%eth0", "fe80::1%eth0"],
  ["EMULATOR_PORT", "3001", 3001],
  ["CLIENT_ID", guid, guid],
  ["CLIENT_CERTIFICATE_PATH", "C:\\keys\\für uns.pfx", "C:\\keys\\für uns.pfx"],
  ["REDIS_URL", "redis://localhost", "redis://localhost"],
  ["REDIS_CLUSTER", "true", true],
  ["REDIS_CLUSTER", "false", false],
  ["AUTH_RATE_LIMIT", "0", 0],
  ["AZURE_CLIENT_ID", guid, guid],
  ["REDIS_URL", "rediss://user:100%25@cache.example:10000/2", "rediss://user:100%25@cache.example:10000/2"],
  ["CLIENT_SECRET", "a~B8Q~c d=,#", "a~B8Q~c d=,#"],
  ["TENANT_SUBDOMAIN", "contoso-2", "contoso-2"],
  ["AUTHORITY", "https://contoso.ciamlogin.com/", new URL("https://contoso.ciamlogin.com/")],
  ["REDIRECT_URI", "https://a.example/auth/redirect", "https://a.example/auth/redirect"],
  ["REDIRECT_URI", "http://localhost:3000/auth/redirect", "http://localhost:3000/auth/redirect"],
  ["POST_LOGOUT_REDIRECT_URI", "https://a.example/bye", "https://a.example/bye"],
  ["POST_LOGOUT_REDIRECT_URI", "http://localhost:3000/", "http://localhost:3000/"],
  ["POST_LOGOUT_REDIRECT_URI", "https://a.example", "https://a.example"],
  ["RESPONSE_MODE", "form_post", "form_post"],
  ["RESPONSE_MODE", "query", "query"],
  ["EXPRESS_SESSION_SECRET", "new, old", ["new", "old"]],
  ["TRUST_PROXY", "true", true],
  ["TRUST_PROXY", "false", false],
  ["TRUST_PROXY", "2", 2],
  ["TRUST_PROXY", "loopback", ["loopback"]],
  [
    "TRUST_PROXY",
    "linklocal, uniquelocal,10.0.0.0/8, 192.0.2.7,fc00::/7, ::1",
    ["linklocal", "uniquelocal", "10.0.0.0/8", "192.0.2.7", "fc00::/7", "::1"],
  ],
];

const privateKey = "-----BEGIN PRIVATE KEY-----\nMIIEvgIBADANBg\n-----END PRIVATE KEY-----";

const bad: readonly (readonly [SettingName, string])[] = [
  ["NODE_ENV", "Production"],
  ["NODE_ENV", '"production"'],
  ["NODE_ENV", "prod"],
  ["LOG_FORMAT", "logfmt"],
  ["LOG_LEVEL", "warning"],
  ["CLIENT_CERTIFICATE_PATH", privateKey],
  ["CLIENT_CERTIFICATE_PATH", privateKey.replaceAll("\n", "\\n")],
  ["CLIENT_CERTIFICATE_PATH", "MIIK".repeat(200)],
  ["CLIENT_CERTIFICATE_KEY_PATH", privateKey],
  ["AZURE_FEDERATED_TOKEN_FILE", "eyJhbGciOiJub25lIn0.e30."],
  ["REDIS_URL", "https://localhost:6379"],
  ["REDIS_URL", "redis:localhost:6379"],
  ["REDIS_URL", "redis://localhost:6379/sessions"],
  ["REDIS_URL", "redis://user:100%zz@localhost:6379"],
  ["HOST", "http://0.0.0.0"],
  ["HOST", "two hosts"],
  ["PORT", "0"],
  ["PORT", "65536"],
  ["PORT", "-1"],
  ["PORT", "3000.5"],
  ["PORT", "0x50"],
  ["PORT", "http"],
  ["PORT", "app.sock"],
  ["PORT", "/"],
  ["PORT", "/run/app/"],
  ["PORT", `/run/${"app/".repeat(30)}sock`],
  ["PORT", "\\\\.\\pipe\\"],
  ["EMULATOR_PORT", "/run/emulator.sock"],
  ["EMULATOR_PORT", "100000"],
  ["CLIENT_ID", "my-app"],
  ["CLIENT_ID", `${guid}0`],
  ["TENANT_SUBDOMAIN", "contoso.onmicrosoft.com"],
  ["TENANT_SUBDOMAIN", "https://contoso"],
  ["TENANT_SUBDOMAIN", "-contoso"],
  ["TENANT_SUBDOMAIN", "evil.com/"],
  ["AUTHORITY", "contoso.ciamlogin.com"],
  ["AUTHORITY", "ftp://contoso.ciamlogin.com/"],
  ["AUTHORITY", "javascript:alert(1)"],
  ["AUTHORITY", "https://contoso.ciamlogin.com/?p=b2c"],
  ["AUTHORITY", "https://contoso.ciamlogin.com/#top"],
  ["REDIRECT_URI", "/auth/redirect"],
  ["REDIRECT_URI", "http://app.example.com/auth/redirect"],
  ["REDIRECT_URI", "http://localhost.evil.com/auth/redirect"],
  ["REDIRECT_URI", "https://app.example.com/auth/redirect?from=entra"],
  ["POST_LOGOUT_REDIRECT_URI", "http://app.example.com/"],
  ["POST_LOGOUT_REDIRECT_URI", "bye"],
  ["RESPONSE_MODE", "fragment"],
  ["EXPRESS_SESSION_SECRET", "new,,old"],
  ["TRUST_PROXY", "yes"],
  ["TRUST_PROXY", "-1"],
  ["TRUST_PROXY", "1.5"],
  ["TRUST_PROXY", "10.0.0.0/33"],
  ["TRUST_PROXY", "loopback, proxy.example.com"],
  ["AUTHORITY", "https://user@contoso.ciamlogin.com/"],
  ["AUTHORITY", "https://:word@contoso.ciamlogin.com/"],
  ["REDIRECT_URI", "http://evillocalhost/auth/redirect"],
  ["AZURE_CLIENT_ID", "my-identity"],
  ["KEY_VAULT_URL", "http://contoso.vault.azure.net/"],
  ["KEY_VAULT_SECRET", "sign_in"],
  ["AUTH_RATE_LIMIT", "many"],
  ["AUTH_RATE_LIMIT", "1e3"],
  ["AUTH_RATE_LIMIT", "1000000"],
  ["SESSION_IDLE_MINUTES", "0"],
  ["SESSION_LIFETIME_MINUTES", "0"],
  ["REDIS_CLUSTER", "yes"],
  ["REDIS_PREFIX", "sign in:"],
  ["REDIS_PREFIX", "x".repeat(65)],
  ["DRAIN_SECONDS", "-5"],
];

function parse(name: SettingName, value: string) {
  const faults: Faults = new Map();
  return { settings: parseEnvironment({ [name]: value }, faults), faults: [...faults] };
}

describe("the environment", () => {
  test.each(good)("may say %s=%s", (name, value, parsed) => {
    expect(parse(name, value)).toEqual({ settings: { [name]: parsed }, faults: [] });
  });

  test.each(bad)("may not say %s=%s", (name, value) => {
    const sentence = expect.stringMatching(
      new RegExp(`^${name} must (?:be|have|name|end) .+, e\\.g\\. ${name}=\\S`),
    );
    expect(parse(name, value)).toEqual({ settings: {}, faults: [[name, sentence]] });
  });

  test.each(["", "   ", "Enter_the_Value_Here"])("leaves a variable unset that is %j", (value) => {
    for (const name of new Set(good.map(([variable]) => variable))) {
      expect(parse(name, value)).toEqual({ settings: {}, faults: [] });
    }
  });

  test("is read no further than the variables of this app", () => {
    const faults: Faults = new Map();
    expect(parseEnvironment({ PATH: "/bin", PORT: "3000" }, faults)).toEqual({ PORT: 3000 });
  });
});
