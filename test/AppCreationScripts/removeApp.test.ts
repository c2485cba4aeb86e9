import { describe, expect, test, vi } from "vitest";
import { describeFailure } from "../../AppCreationScripts/describeFailure.js";
import { parseVariables } from "../../AppCreationScripts/project/environmentText.js";
import { startTestTenant, type TestTenant } from "./testTenant.js";

/** What is left in the tenant; Microsoft Graph itself is always there. */
function leftIn({ graph: { applications, servicePrincipals, grants, userFlows } }: TestTenant) {
  return [applications.length, servicePrincipals.length - 1, grants.length, userFlows.length];
}

const nothing = [0, 0, 0, 0];

describe("npm run cleanup", () => {
  test("removes what npm run configure has made, and nothing else", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--name", "Another app");
    const before = leftIn(tenant);
    tenant.write(".env", "HOST=0.0.0.0\n# Mine\nPORT=3000\n");
    await tenant.configure();
    await tenant.cleanup("--yes");
    expect(leftIn(tenant)).toEqual(before);
    expect(tenant.graph.applications[0]?.displayName).toBe("Another app");
  });

  test("empties the values that npm run configure has set in .env, and keeps those of others", async () => {
    const tenant = await startTestTenant();
    tenant.write(".env", "HOST=0.0.0.0\n# Mine\nREDIRECT_URI=http://localhost:3000/auth/redirect\n");
    await tenant.configure();
    const text = tenant.read(".env");
    await tenant.cleanup("--yes");
    expect(tenant.read(".env")).toMatch(
      /^HOST=0\.0\.0\.0\n# Mine\nREDIRECT_URI=http:\/\/localhost:3000\/auth\/redirect\n([A-Z_]+=\n)+$/,
    );
    const saved = tenant.files().filter((name) => name.endsWith(".bak"));
    expect(saved.map(tenant.read)).toContain(text);
  });

  test("leaves an .env alone that is another application's", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--name", "Another app");
    await tenant.configure();
    await tenant.configure("--name", "Another app");
    const text = tenant.read(".env");
    await tenant.cleanup("--yes");
    expect(tenant.read(".env")).toBe(text);
  });

  test("removes the certificate's file where the application has the certificate", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--certificate");
    await tenant.cleanup("--yes");
    expect(tenant.has("client-certificate.pem")).toBe(false);
    expect(leftIn(tenant)).toEqual(nothing);
  });

  test("keeps a certificate's file that is not the application's", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    tenant.write("client-certificate.pem", "Of somebody else.");
    await tenant.cleanup("--yes");
    expect(tenant.read("client-certificate.pem")).toBe("Of somebody else.");
  });

  test("takes only the application out of a user flow that others use too", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--name", "Another app");
    await tenant.configure();
    const [anotherFlow, flow] = tenant.graph.userFlows;
    const [anotherApp] = tenant.graph.applications;
    anotherFlow?.includeApplications.clear();
    flow?.includeApplications.add(anotherApp?.appId ?? "");
    await tenant.cleanup("--yes");
    expect(tenant.graph.userFlows).toContain(flow);
    expect([...(flow?.includeApplications ?? [])]).toEqual([anotherApp?.appId]);
    expect(tenant.lines.join("\n")).toContain("only this application is taken out");
  });

  test("never removes a user flow that somebody else has made", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    const [flow] = tenant.graph.userFlows;
    Object.assign(flow ?? {}, { description: "Of the design team" });
    await tenant.cleanup("--yes");
    expect(tenant.graph.userFlows).toEqual([flow]);
    expect(tenant.graph.applications).toEqual([]);
  });

  test("says so where there is nothing, and is content", async () => {
    const tenant = await startTestTenant();
    await tenant.cleanup("--yes");
    expect(tenant.lines.at(-1)).toBe("Nothing is registered as Express sign-in app.");
    expect(tenant.graph.requests.every(({ method }) => method === "GET")).toBe(true);
  });

  test("takes the rest away where somebody has begun to", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    tenant.graph.userFlows[0]?.includeApplications.clear();
    await tenant.cleanup("--yes");
    expect(leftIn(tenant)).toEqual(nothing);
  });
});

describe("Before it removes anything, npm run cleanup", () => {
  test("lists what it removes, asks, and takes a no", async () => {
    const confirm = vi.fn(async () => false);
    const tenant = await startTestTenant({ tools: { confirm } });
    await tenant.configure();
    const before = leftIn(tenant);
    await tenant.cleanup();
    expect(confirm).toHaveBeenCalledExactlyOnceWith("Remove it?");
    const listed = tenant.lines.slice(tenant.lines.indexOf("This is removed:"));
    expect(listed).toEqual([
      "This is removed:",
      "  user flow          Express sign-in app sign-up and sign-in",
      `  service principal  ${tenant.graph.servicePrincipals[1]?.id}`,
      "  settings           the values in .env that npm run configure has set",
      `  application        Express sign-in app, ${tenant.graph.applications[0]?.appId}, with its secrets and certificates`,
      "Nothing was removed.",
    ]);
    expect(leftIn(tenant)).toEqual(before);
    expect(parseVariables(tenant.read(".env")).CLIENT_ID).not.toBe("");
  });

  test("asks, and takes a yes", async () => {
    const tenant = await startTestTenant({ tools: { confirm: async () => true } });
    await tenant.configure();
    await tenant.cleanup();
    expect(leftIn(tenant)).toEqual(nothing);
  });

  test("refuses where nobody can be asked, before anybody signs in", async () => {
    const tenant = await startTestTenant();
    await expect(tenant.cleanup()).rejects.toThrow("With --yes the command removes without asking.");
    expect(tenant.graph.requests).toEqual([]);
  });

  test("prints each call of a dry run and makes none", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    const made = tenant.graph.requests.length;
    const text = tenant.read(".env");
    await tenant.cleanup("--dry-run");
    expect(tenant.graph.requests).toHaveLength(made);
    expect(tenant.lines.filter((line) => line.startsWith("  DELETE "))).toHaveLength(3);
    expect(tenant.read(".env")).toBe(text);
  });
});

describe("When a call of npm run cleanup fails, the next run completes:", () => {
  const failures = [
    [403, "before"],
    [500, "before"],
    [500, "after"],
    ["cut", "before"],
    ["cut", "after"],
  ] as const;
  const calls = Array.from({ length: 8 }, (_, index) => index + 1);
  const cases = calls.flatMap((number) =>
    failures.map(([failure, when]) => [number, failure, when] as const),
  );

  test.each(cases)("call %i with %s %s it took effect", async (number, failure, when) => {
    const tenant = await startTestTenant();
    await tenant.configure();
    for (let failing = number; failing < number + (failure === 403 ? 1 : 6); failing += 1) {
      tenant.graph.failCall(tenant.graph.requests.length + failing, failure, when);
    }
    const message = await tenant.cleanup("--yes").then(() => "", describeFailure);
    expect(message).toMatch(/^(Registration|Removal) failed\. /);
    expect(message).toMatch(/Run the same command again: it continues\.$/);
    await tenant.cleanup("--yes");
    expect(leftIn(tenant)).toEqual(nothing);
    expect(parseVariables(tenant.read(".env")).CLIENT_ID).toBe("");
  });
});
