import { describe, expect, test } from "vitest";
import { createClientCertificate } from "../../support/clientCertificate.js";
import { startTestTenant } from "../testTenant.js";
import { leftIn, nothing } from "./leftIn.js";

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
    const text = Object.values(await createClientCertificate()).join("");
    tenant.write("client-certificate.pem", text);
    await tenant.cleanup("--yes");
    expect(tenant.read("client-certificate.pem")).toBe(text);
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

  test("leaves a user flow alone that is only for other applications by now", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--name", "Another app");
    await tenant.configure();
    const [anotherFlow, flow] = tenant.graph.userFlows;
    const [anotherApp, app] = tenant.graph.applications;
    anotherFlow?.includeApplications.clear();
    flow?.includeApplications.delete(app?.appId ?? "");
    flow?.includeApplications.add(anotherApp?.appId ?? "");
    await tenant.cleanup("--yes");
    expect([...(flow?.includeApplications ?? [])]).toEqual([anotherApp?.appId]);
    expect(tenant.lines.join("\n")).not.toContain("taking away the user flow");
    expect(tenant.graph.applications).toEqual([anotherApp]);
  });

  test("counts what is gone already as removed", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    const last = tenant.graph.requests.length + 8;
    tenant.graph.failCall(last, "cut", "after");
    await tenant.cleanup("--yes");
    expect(tenant.lines).toContain("  was gone already");
    expect(leftIn(tenant)).toEqual(nothing);
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
