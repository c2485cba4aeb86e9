import { X509Certificate } from "node:crypto";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { describeFailure } from "../../../AppCreationScripts/commandLine/describeFailure.js";
import { createClientCertificate } from "../../support/credentials/clientCertificate.js";
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

  test("removes the certificate's file if the application has the certificate", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--certificate");
    await tenant.cleanup("--yes");
    expect(tenant.has("client-certificate.pem")).toBe(false);
    expect(leftIn(tenant)).toEqual(nothing);
  });

  test("removes the certificate's file also if the certificate has expired", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--certificate");
    const { validTo } = new X509Certificate(tenant.read("client-certificate.pem"));
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(validTo) + 1_000 });
    onTestFinished(() => void vi.useRealTimers());
    await tenant.cleanup("--yes");
    expect(tenant.has("client-certificate.pem")).toBe(false);
  });

  test("removes a certificate that was made for the application and never registered", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    tenant.graph.failCall(tenant.graph.requests.length + 6, 403);
    await expect(tenant.configure("--certificate")).rejects.toThrow("Certificate failed.");
    expect(tenant.has("client-certificate.pem.new")).toBe(true);
    await tenant.cleanup("--yes");
    expect(tenant.has("client-certificate.pem.new")).toBe(false);
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
    const last = tenant.graph.requests.length + 9;
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

  test("never removes an application of others that has the tag", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    tenant.write(".env", "");
    const before = leftIn(tenant);
    const [application] = tenant.graph.applications;
    application?.owners.clear();
    const message = await tenant.cleanup("--yes").then(() => "", describeFailure);
    expect(message).toContain("you are no owner of it");
    expect(leftIn(tenant)).toEqual(before);
    application?.owners.add(tenant.graph.administratorId);
    await tenant.cleanup("--yes");
    expect(leftIn(tenant)).toEqual(nothing);
  });

  test("looks for no user flows if the cloud's Graph has none", async () => {
    const tenant = await startTestTenant({ cloud: { externalTenants: false } });
    tenant.graph.roles = ["Cloud Application Administrator"];
    await tenant.configure();
    await tenant.cleanup("--yes");
    expect(tenant.graph.requests.filter(({ path }) => path.includes("/identity/"))).toEqual([]);
    expect(leftIn(tenant)).toEqual(nothing);
  });

  test("says so if there is nothing, and is content", async () => {
    const tenant = await startTestTenant();
    await tenant.cleanup("--yes");
    expect(tenant.lines.at(-1)).toBe("Nothing is registered as Express sign-in app.");
    expect(tenant.graph.requests.every(({ method }) => method === "GET")).toBe(true);
  });

  test("takes the rest away if somebody has begun to", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    tenant.graph.userFlows[0]?.includeApplications.clear();
    await tenant.cleanup("--yes");
    expect(leftIn(tenant)).toEqual(nothing);
    expect(tenant.lines.at(-1)).toContain("Entra keeps the application for 30 days");
  });

  test("says what it leaves if the application has gone before", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    const text = tenant.read(".env");
    Object.assign(tenant.graph.applications[0] ?? {}, { tags: [] });
    tenant.graph.userFlows[0]?.includeApplications.clear();
    await tenant.cleanup("--yes");
    expect(tenant.lines.at(-1)).toBe(
      "There was no application. What .env and certificate files have of it stays.",
    );
    expect(tenant.read(".env")).toBe(text);
  });
});
