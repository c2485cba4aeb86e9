import { describe, expect, test } from "vitest";
import { describeFailure } from "../../../AppCreationScripts/commandLine/describeFailure.js";
import { parseVariables } from "../../../AppCreationScripts/project/environmentText.js";
import type { FakeGraph } from "../../support/graph/fakeGraph.js";
import { startTestTenant, type TestTenant } from "../testTenant.js";

/** How many calls a run makes in a tenant that has nothing. */
const calls = 14;

/** How often the command tries a call that may be repeated. */
const tries = 6;

/** The call that makes the administrator an owner, which is tried for a minute. */
const ownerCall = 5;

const failures = [
  ["is refused with 403", 403, "before", 1],
  ["fails with 500", 500, "before", 1],
  ["fails with 500 after it took effect", 500, "after", 1],
  ["fails with 500 however often it is tried", 500, "before", tries],
  ["is cut off", "cut", "before", 1],
  ["is cut off after it took effect", "cut", "after", 1],
  ["is cut off however often it is tried", "cut", "before", tries],
] as const;

test("npm run configure makes as many calls as these tests let fail", async () => {
  const { graph, configure } = await startTestTenant();
  await configure();
  expect(graph.requests).toHaveLength(calls);
});

/** What the tenant has of the app. */
function madeIn({ applications, servicePrincipals, grants, userFlows }: FakeGraph) {
  return {
    applications: applications.length,
    // Microsoft Graph itself is there from the beginning.
    servicePrincipals: servicePrincipals.length - 1,
    owners: applications.map(({ owners }) => owners.size),
    secrets: applications.map(({ passwordCredentials }) => passwordCredentials.length),
    grants: grants.length,
    userFlows: userFlows.map(({ includeApplications }) => includeApplications.size),
  };
}

async function failureOf({ configure }: TestTenant): Promise<string | undefined> {
  try {
    await configure();
    return undefined;
  } catch (error) {
    return describeFailure(error);
  }
}

describe.each(failures)("When call number n of npm run configure %s,", (_case, failure, when, times) => {
  test.each(Array.from({ length: calls }, (_, index) => index + 1))(
    "n = %i: it says so, and the next run completes with one of everything",
    async (number) => {
      const tenant = await startTestTenant();
      const { graph, accessTokens, configure, read } = tenant;
      for (let failing = number; failing < number + times; failing += 1) {
        graph.failCall(failing, failure, when);
      }
      const message = await failureOf(tenant);
      if (times === tries && number !== ownerCall) {
        expect(message).toBeDefined();
      }
      if (message !== undefined) {
        expect(message).toMatch(/^[A-Z][a-z ]+ failed\. .+\n/);
        expect(message).toMatch(/[Rr]un the same command again: it continues\.$/);
        expect(message.includes("Entra role")).toBe(failure === 403);
        expect(accessTokens.filter((token) => message.includes(token))).toEqual([]);
        await configure();
      }
      expect(madeIn(graph)).toEqual({
        applications: 1,
        servicePrincipals: 1,
        // Graph's refusal is told, and everything else is done.
        owners: [number === ownerCall && failure === 403 ? 0 : 1],
        secrets: [1],
        grants: 1,
        userFlows: [1],
      });
      const [application] = graph.applications;
      expect(parseVariables(read(".env"))).toMatchObject({
        CLIENT_ID: application?.appId,
        CLIENT_SECRET: application?.passwordCredentials[0]?.secretText,
      });
    },
  );
});
