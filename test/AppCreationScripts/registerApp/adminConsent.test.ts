import { describe, expect, test } from "vitest";
import { startTestTenant } from "../testTenant.js";

describe("Admin consent", () => {
  test("keeps what somebody else has consented to", async () => {
    const { graph, configure } = await startTestTenant();
    await configure();
    const [grant] = graph.grants;
    Object.assign(grant ?? {}, { scope: "email openid" });
    await configure();
    expect(graph.grants).toEqual([expect.objectContaining({ scope: "email openid offline_access" })]);
  });

  test("is given for everybody if one person has consented", async () => {
    const { graph, configure } = await startTestTenant();
    await configure();
    const [grant] = graph.grants;
    Object.assign(grant ?? {}, { consentType: "Principal", principalId: graph.administratorId });
    await configure();
    expect(graph.grants.map(({ consentType }) => consentType)).toEqual(["Principal", "AllPrincipals"]);
  });

  test("is given again if somebody has taken it back", async () => {
    const { graph, lines, configure } = await startTestTenant();
    await configure();
    Object.assign(graph.grants[0] ?? {}, { scope: "" });
    await configure();
    expect(graph.grants[0]?.scope).toBe("openid offline_access");
    expect(lines).toContain("  updated for openid offline_access");
  });
});
