import { describe, expect, test, vi } from "vitest";
import { parseVariables } from "../../../AppCreationScripts/project/environmentText.js";
import { startTestTenant } from "../testTenant.js";
import { leftIn, nothing } from "./leftIn.js";

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

  test("asks, and keeps what is written to .env meanwhile", async () => {
    const tenant = await startTestTenant({
      tools: {
        confirm: async () => {
          tenant.write(".env", `${tenant.read(".env")}HOST=0.0.0.0\n`);
          return true;
        },
      },
    });
    await tenant.configure();
    await tenant.cleanup();
    expect(parseVariables(tenant.read(".env"))).toMatchObject({ CLIENT_ID: "", HOST: "0.0.0.0" });
  });

  test("refuses if nobody can be asked, before anybody signs in", async () => {
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
    expect(tenant.lines.filter((line) => line.startsWith("  DELETE "))).toHaveLength(5);
    expect(tenant.read(".env")).toBe(text);
  });
});
