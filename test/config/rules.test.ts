import { describe, expect, test } from "vitest";
import { faultsOf, tenantEnvironment } from "../support/app/environments.js";

const tenantId = "aaaabbbb-0000-4ccc-8ddd-eeeeffff0000";

/** Each value breaks one rule, and the sentence names that rule. */
const broken: readonly (readonly [name: string, value: string, sentence: string])[] = [
  ["API_SCOPES", "User.Read,Orders.Read", "must have spaces between the scopes, and no commas"],
  [
    "API_SCOPES",
    "openid User.Read",
    "must name scopes of APIs alone: openid, profile, email, offline_access are asked for by every sign-in, or are not needed",
  ],
  [
    "API_SCOPES",
    "https://graph.microsoft.com/Offline_Access",
    "must name scopes of APIs alone: openid, profile, email, offline_access are asked for by every sign-in, or are not needed",
  ],
  [
    "API_SCOPES",
    "https://graph.microsoft.com/.default",
    "must name each scope of an API by itself, in place of .default",
  ],
  [
    "API_SCOPES",
    "orders/Read",
    "must be scopes with their API in front, such as api://CLIENT_ID/NAME, with spaces between them",
  ],
  [
    "API_SCOPES",
    'User.Read "Orders.Read"',
    "must be scopes with their API in front, such as api://CLIENT_ID/NAME, with spaces between them",
  ],
  ["TENANT_SUBDOMAIN", tenantId, "must be the first part of the tenant's domain, not the tenant's id"],
  [
    "TENANT_SUBDOMAIN",
    "contoso.onmicrosoft.com",
    "must be the first part of the tenant's domain alone, with no dot in it",
  ],
  [
    "TENANT_SUBDOMAIN",
    "contoso.ciamlogin.com",
    "must be the first part of the tenant's domain alone, with no dot in it",
  ],
  ["TENANT_SUBDOMAIN", "contoso_2", "must be letters, digits and -, as in the tenant's domain"],
  ["TENANT_SUBDOMAIN", "contoso-", "must be letters, digits and -, as in the tenant's domain"],
  [
    "AUTHORITY",
    `https://contoso.ciamlogin.com/${tenantId}/v2.0/.well-known/openid-configuration`,
    "must be the address in front of /.well-known/…, not that of the metadata",
  ],
  [
    "AUTHORITY",
    `http://localhost:3001/${tenantId}/v2.0/.well-known/openid-configuration`,
    "must be the address in front of /.well-known/…, not that of the metadata",
  ],
  [
    "AUTHORITY",
    "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_signin/v2.0",
    "must not be on b2clogin.com: that is Azure AD B2C, and an external tenant signs people in at ciamlogin.com",
  ],
  [
    "AUTHORITY",
    "https://contoso.onmicrosoft.com/",
    "must not be the tenant's domain on onmicrosoft.com, where nobody signs in, but its address on ciamlogin.com",
  ],
  [
    "AUTHORITY",
    `https://contoso.ciamlogin.com/${tenantId}/oauth2/v2.0/authorize`,
    "must be the address in front of /oauth2/… or /discovery/…, not that of an endpoint",
  ],
  [
    "AUTHORITY",
    "https://login.microsoftonline.com/common/v2.0",
    "must name one tenant in place of common, organizations or consumers",
  ],
  [
    "AUTHORITY",
    "https://contoso.ciamlogin.com/contoso",
    "must have no path, or the tenant's id or domain, with or without /v2.0",
  ],
  [
    "AUTHORITY",
    `https://login.contoso.com/${tenantId}/B2C_1_signin/v2.0`,
    "must have no path, or the tenant's id or domain, with or without /v2.0",
  ],
  [
    "AUTHORITY",
    "https://fabrikam.ciamlogin.com/",
    "names another tenant than TENANT_SUBDOMAIN: keep one of them",
  ],
  [
    "TRUST_PROXY",
    "0.0.0.0/0",
    "must not be every address (a network of length 0): name the proxies or their number",
  ],
  [
    "TRUST_PROXY",
    "loopback, ::/0",
    "must not be every address (a network of length 0): name the proxies or their number",
  ],
  ["AUTH_RATE_LIMIT", "1000000", "must be 999999 or less; 0 sets no limit"],
  ["AUTH_RATE_LIMIT", "-1", "must be a whole number from 0 on; 0 sets no limit"],
  ["SESSION_IDLE_MINUTES", "0", "must be 1 or more"],
  ["SESSION_IDLE_MINUTES", "1.5", "must be a whole number of minutes from 1 on"],
  ["SESSION_LIFETIME_MINUTES", "1000000", "must be 999999 or less"],
  ["LOG_FORMAT", "JSON", "must be json or text"],
  ["LOG_LEVEL", "debug", "must be error, warn or info"],
  ["DRAIN_SECONDS", "5s", "must be a whole number of seconds from 0 on; 0 stops at once"],
  ["HOST", "localhost:3000", "must be without a port, which is PORT's"],
  ["HOST", "[::1]", "must be without brackets and without a port"],
  ["HOST", "http://localhost", "must be a host name or an address alone, with no http: before it"],
  [
    "REDIS_URL",
    "redis://user#word@localhost",
    "must have no ? and no # in it: in a password they are %3F and %23",
  ],
  ["REDIS_URL", "redis://user:%ff@localhost", "must have each % of its user name and password as %25"],
  ["REDIS_URL", "redis://localhost/sessions", "must end in the number of a database, or in none"],
  ["REDIS_URL", "redis://localhost:0", "must name a port from 1 to 65535, or none"],
  ["REDIS_URL", "redis:localhost", "must name a host after redis:// or rediss://"],
  ["REDIRECT_URI", "https://app.example.com/auth/redirect#top", "must have no ? and no # in it"],
  ["REDIRECT_URI", "http://app.example.com/auth/redirect", "must be https: except on localhost"],
  [
    "REDIRECT_URI",
    "https://app.example.com/signin-oidc",
    "must be this app's address with the path /auth/redirect",
  ],
  [
    "POST_LOGOUT_REDIRECT_URI",
    "https://ada@app.example.com/",
    "must have no user name and no password in it",
  ],
  [
    "POST_LOGOUT_REDIRECT_URI",
    "app.example.com",
    "must be an https: URL, with its https:// and with no spaces",
  ],
  [
    "KEY_VAULT_URL",
    "https://contoso.vault.azure.net/secrets/sign-in",
    "must be the address of the vault alone: the name of what it holds goes to KEY_VAULT_CERTIFICATE or KEY_VAULT_SECRET",
  ],
];

describe("a setting that cannot work is refused by the rule that it breaks:", () => {
  test.each(broken)("%s=%s", (name, value, sentence) => {
    const faults = faultsOf({ ...tenantEnvironment, [name]: value });
    expect(faults[0]).toMatch(new RegExp(`^${name} `));
    expect(faults[0]?.split(", e.g. ")[0]).toBe(`${name} ${sentence}`);
  });

  test.each([
    ["https://contoso.ciamlogin.com/", "contoso"],
    [`https://${tenantId}.ciamlogin.com/`, "contoso"],
    [`https://fabrikam.ciamlogin.com/${tenantId}/v2.0`, "contoso"],
  ])("AUTHORITY=%s may stand beside TENANT_SUBDOMAIN=%s", (AUTHORITY, TENANT_SUBDOMAIN) => {
    expect(faultsOf({ ...tenantEnvironment, AUTHORITY, TENANT_SUBDOMAIN })).toEqual([]);
  });

  test("REDIS_URL with a database in a cluster", () => {
    const cluster = { REDIS_URL: "redis://localhost/2", REDIS_CLUSTER: "true" };
    expect(faultsOf(cluster)).toEqual([expect.stringMatching(/^REDIS_URL must name no database/)]);
    expect(faultsOf({ ...cluster, REDIS_URL: "redis://localhost/0" })).toEqual([]);
    expect(faultsOf({ ...cluster, REDIS_CLUSTER: "false" })).toEqual([]);
  });
});
