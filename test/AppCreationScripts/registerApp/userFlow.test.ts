import { describe, expect, test } from "vitest";
import { describeFailure } from "../../../AppCreationScripts/describeFailure.js";
import { startTestTenant } from "../testTenant.js";

describe("The user flow", () => {
  test("of somebody else that has the application keeps it, and stays alone", async () => {
    const { graph, lines, configure } = await startTestTenant();
    await configure();
    const [flow] = graph.userFlows;
    Object.assign(flow ?? {}, { displayName: "Of the design team", description: "Hands off." });
    await configure();
    expect(graph.userFlows).toHaveLength(1);
    expect(lines).toContain("  found and left as it is: Of the design team");
  });

  test("gets a name of its own where another flow has the usual one", async () => {
    const { graph, configure } = await startTestTenant();
    await configure();
    const [flow] = graph.userFlows;
    Object.assign(flow ?? {}, { description: null });
    flow?.includeApplications.clear();
    await configure();
    expect(graph.userFlows.map(({ displayName }) => displayName)).toEqual([
      "Express sign-in app sign-up and sign-in",
      `Express sign-in app sign-up and sign-in ${graph.applications[0]?.appId}`,
    ]);
  });

  test.each(["USGov", "China"])(
    "is left to the admin center where Graph refuses it in %s",
    async (environment) => {
      const { graph, configure } = await startTestTenant({
        cloud: { ciamHosts: false, adminCenter: "https://admin.example" },
      });
      graph.roles = ["Cloud Application Administrator"];
      const message = await configure("--environment", environment).then(() => "", describeFailure);
      expect(message).toMatch(/^User flow failed\. /);
      expect(message).toContain(
        "Make one at https://admin.example > External Identities > User flows and add the application to it.",
      );
      expect(message).toContain("External ID User Flow Administrator");
    },
  );
});
