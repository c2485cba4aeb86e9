import { describe, expect, test } from "vitest";
import { describeFailure } from "../../../AppCreationScripts/commandLine/describeFailure.js";
import { startTestTenant } from "../testTenant.js";

/** The number of the call that makes it, in a tenant that has nothing. */
const userFlowCall = 14;

const ownClient = ["--client-id", "11111111-2222-4333-8444-555555555555"];

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

  test("gets a name of its own if another flow has the usual one", async () => {
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

  test.each(["USGov", "China"])("is no matter in %s, whose Graph has none", async (environment) => {
    const { graph, lines, configure } = await startTestTenant({ cloud: { externalTenants: false } });
    graph.roles = ["Cloud Application Administrator"];
    await configure("--environment", environment, ...ownClient);
    expect(graph.requests.filter(({ path }) => path.includes("/identity/"))).toEqual([]);
    expect(lines.slice(0, 2)).toEqual([
      `External tenants are in the Global cloud alone. In ${environment} this is for a workforce tenant,`,
      "whose own people sign in: it gets no user flow, and nobody signs up.",
    ]);
    expect(lines.at(-1)).toBe("Start the app with npm start. It is at http://localhost:3000.");
  });

  test("is waited for if Graph refuses an application that is new, in whatever words", async () => {
    const { graph, waits, configure } = await startTestTenant();
    graph.failCall(userFlowCall, 400);
    await configure();
    expect(graph.userFlows).toHaveLength(1);
    expect(waits).toEqual([1_000]);
  });

  test("is refused at once if the application was there before", async () => {
    const { graph, waits, configure } = await startTestTenant();
    graph.failCall(userFlowCall, 403);
    await expect(configure()).rejects.toThrow("User flow failed.");
    graph.failCall(graph.requests.length + 9, 400);
    const message = await configure().then(() => "", describeFailure);
    expect(message).toMatch(/^User flow failed\. .*\(400, /);
    expect(waits).toEqual([]);
  });
});
