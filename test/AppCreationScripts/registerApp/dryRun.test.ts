import { describe, expect, test } from "vitest";
import { startTestTenant, type TestTenant } from "../testTenant.js";

const never = () => {
  throw new Error("Nobody is signed in in a dry run.");
};

/** The calls in what a dry run has printed, with the ids of `made` in place of the placeholders. */
function callsIn(lines: readonly string[], made: Readonly<Record<string, string>>): readonly string[] {
  return lines
    .flatMap((line) => /^ {2}((?:GET|POST|PATCH|DELETE) .*)$/.exec(line)?.[1] ?? [])
    .map((call) => Object.entries(made).reduce((text, [name, id]) => text.replaceAll(name, id), call));
}

/** The calls that a run has really made. */
function callsTo({ graph }: TestTenant): readonly string[] {
  return graph.requests.map(({ method, path }) => `${method} ${path.replace("/v1.0", "")}`);
}

/** What the placeholders stand for. */
function placeholdersOf({ graph: { applications, servicePrincipals } }: TestTenant) {
  return {
    "<object id of the application>": applications[0]?.id ?? "",
    "<application id>": applications[0]?.appId ?? "",
    "<object id of the service principal>": servicePrincipals[1]?.id ?? "",
    "<object id of the orders API>": applications[1]?.id ?? "",
    "<application id of the orders API>": applications[1]?.appId ?? "",
  };
}

describe("npm run configure -- --dry-run", () => {
  test.each([
    ["a secret", []],
    ["a certificate", ["--certificate"]],
    ["an API, groups and the profile", ["--api", "--groups", "--graph"]],
  ])("prints each call that a run with %s makes, and makes none", async (_case, options) => {
    const rehearsed = await startTestTenant({ tools: { signIn: never } });
    await rehearsed.configure(...options, "--dry-run");
    expect(rehearsed.graph.requests).toEqual([]);
    const real = await startTestTenant();
    await real.configure(...options);
    expect(callsIn(rehearsed.lines, placeholdersOf(real))).toEqual(callsTo(real));
  });

  test("prints what the calls say", async () => {
    const { lines, configure } = await startTestTenant();
    await configure("--dry-run", "--name", "Tom's app", "--graph");
    expect(lines).toContain(
      "  GET /applications?$filter=tags/any(t:t eq 'entra-external-id-express-app:Tom''s app')",
    );
    expect(lines.join("\n")).toContain('"scope": "openid offline_access User.Read"');
  });

  test("names what it would write, and writes nothing", async () => {
    const { lines, configure, files, read, write } = await startTestTenant();
    write(".env", "PORT=8080\n");
    await configure("--dry-run", "--certificate");
    expect(lines).toContain("  client-certificate.pem is written");
    expect(lines).toContainEqual(
      expect.stringMatching(/^ {2}\.env gets TENANT_SUBDOMAIN, CLIENT_ID, .*\bPORT\b/),
    );
    expect(files()).toEqual([".env", ".env.sample"]);
    expect(read(".env")).toBe("PORT=8080\n");
  });

  test("tells of the API what its registration says, and what .env gets", async () => {
    const { lines, configure } = await startTestTenant();
    await configure("--dry-run", "--api");
    const text = lines.join("\n");
    expect(text).toContain('"requestedAccessTokenVersion": 2');
    expect(text).toContain('"api://<application id of the orders API>"');
    expect(text).toContain('"resourceAppId": "<application id of the orders API>"');
    expect(text).toContain('"resourceId": "<object id of the orders API\'s service principal>"');
    expect(text).toContain('"scope": "Orders.Read Orders.Cancel"');
    expect(lines).toContain("  .env gets ORDERS_API_CLIENT_ID");
    expect(lines).toContain("  .env gets API_SCOPES, ORDERS_API_URL");
  });

  test("claims no results", async () => {
    const { lines, configure } = await startTestTenant();
    await configure("--dry-run");
    expect(lines.filter((line) => /\b(made|found|updated|registered in)\b/.test(line))).toEqual([]);
  });
});
