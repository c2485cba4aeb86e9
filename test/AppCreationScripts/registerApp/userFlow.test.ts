import { describe, expect, test } from "vitest";
import { describeFailure } from "../../../AppCreationScripts/describeFailure.js";
import { startTestTenant } from "../testTenant.js";

/** The number of the call that makes it, in a tenant that has nothing. */
const userFlowCall = 13;

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
    "is left to the admin center where Graph refuses it in %s, and everything else is done",
    async (environment) => {
      const { graph, lines, configure } = await startTestTenant({
        cloud: { ciamHosts: false, adminCenter: "https://admin.example" },
      });
      graph.roles = ["Cloud Application Administrator"];
      await configure("--environment", environment);
      expect(lines).toContain(
        "  not done. Graph refuses it in this cloud: Insufficient privileges to complete the operation. (403, " +
          "Authorization_RequestDenied). With the role External ID User Flow Administrator run this again, or make a " +
          "user flow at https://admin.example > External Identities > User flows, with the application in it.",
      );
      expect(lines.at(-1)).toBe("Start the app with npm start. It is at http://localhost:3000.");
    },
  );

  test("is waited for where Graph refuses an application that is new, in whatever words", async () => {
    const { graph, waits, configure } = await startTestTenant();
    graph.failCall(userFlowCall, 400);
    await configure();
    expect(graph.userFlows).toHaveLength(1);
    expect(waits).toEqual([1_000]);
  });

  test("is refused at once where the application was there before", async () => {
    const { graph, waits, configure } = await startTestTenant();
    graph.failCall(userFlowCall, 403);
    await expect(configure()).rejects.toThrow("User flow failed.");
    graph.failCall(graph.requests.length + 9, 400);
    const message = await configure().then(() => "", describeFailure);
    expect(message).toMatch(/^User flow failed\. .*\(400, /);
    expect(waits).toEqual([]);
  });
});
