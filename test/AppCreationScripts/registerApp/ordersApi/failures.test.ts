import { describe, expect, test } from "vitest";
import { describeFailure } from "../../../../AppCreationScripts/commandLine/describeFailure.js";
import { parseVariables } from "../../../../AppCreationScripts/project/environmentText.js";
import { startTestTenant, type TestTenant } from "../../testTenant.js";

/** The calls of a run in a tenant that has nothing: those for the app itself, and those for its API. */
const appCalls = 14;
const apiCalls = 10;

/** How often the command tries a call that may be repeated. */
const tries = 6;

/** The call that makes the administrator an owner, which is tried for a minute. */
const ownerCall = appCalls + 4;

const failures = [
  ["is refused with 403", 403, "before", 1],
  ["fails with 500 however often it is tried", 500, "before", tries],
  ["is cut off after it took effect", "cut", "after", 1],
] as const;

const failureOf = ({ configure }: TestTenant) => configure("--api").then(() => "", describeFailure);

test("npm run configure -- --api makes as many calls as these tests let fail", async () => {
  const { graph, configure } = await startTestTenant();
  await configure("--api");
  expect(graph.requests).toHaveLength(appCalls + apiCalls);
});

describe.each(failures)("When call n of those for the API %s,", (_case, failure, when, times) => {
  const numbers = Array.from({ length: apiCalls }, (_, index) => appCalls + index + 1);

  test.each(numbers)(
    "n = %i: it says so, and the next run completes with one of everything",
    async (number) => {
      const tenant = await startTestTenant();
      const { graph, configure, read } = tenant;
      for (let failing = number; failing < number + times; failing += 1) {
        graph.failCall(failing, failure, when);
      }
      const message = await failureOf(tenant);
      const isTold = failure === 403 && number === ownerCall;
      if (times === tries && number !== ownerCall) {
        expect(message).not.toBe("");
      }
      if (message !== "") {
        expect(message).toMatch(/^[A-Z][A-Za-z ]+ failed\. .+\n/);
        expect(message).toMatch(/[Rr]un the same command again: it continues\.$/);
        // Without consent Entra would sign nobody in for these.
        expect(parseVariables(read(".env")).API_SCOPES ?? "").toBe("");
        await configure("--api");
      }
      const [application, ordersApi] = graph.applications;
      expect(graph.applications).toHaveLength(2);
      expect(graph.servicePrincipals).toHaveLength(3);
      expect(graph.grants).toHaveLength(2);
      expect(ordersApi?.identifierUris).toEqual([`api://${ordersApi?.appId}`]);
      expect(ordersApi?.owners.size).toBe(isTold ? 0 : 1);
      expect(application?.requiredResourceAccess).toHaveLength(2);
      expect(parseVariables(read(".env"))).toMatchObject({
        ORDERS_API_CLIENT_ID: ordersApi?.appId,
        API_SCOPES: expect.stringContaining(`api://${ordersApi?.appId}/Orders.Read`),
      });
    },
  );
});

describe("With too few rights, npm run configure -- --api", () => {
  test("registers both as an Application Developer, and says who may consent", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    const others = ["External ID User Flow Administrator"];
    tenant.graph.roles = ["Application Developer", ...others];
    const message = await failureOf(tenant);
    expect(message).toMatch(/^Admin consent failed\. Insufficient privileges/);
    expect(message).toContain("DelegatedPermissionGrant.ReadWrite.All");
    expect(message).toContain(
      "the Entra role Cloud Application Administrator or Privileged Role Administrator.",
    );
    expect(tenant.graph.applications).toHaveLength(2);
    expect(parseVariables(tenant.read(".env")).API_SCOPES).toBeUndefined();
    tenant.graph.roles = ["Cloud Application Administrator", ...others];
    expect(await failureOf(tenant)).toBe("");
    expect(tenant.graph.grants).toHaveLength(2);
  });

  test("says what registering the API needs, and leaves the app as it is", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    const before = structuredClone(tenant.graph.applications);
    tenant.graph.roles = ["External ID User Flow Administrator"];
    const message = await failureOf(tenant);
    expect(message).toMatch(/^Orders API failed\. Insufficient privileges/);
    expect(message).toContain("the permission Application.ReadWrite.All of Microsoft Graph");
    expect(message).toContain("the Entra role Application Developer or Cloud Application Administrator.");
    expect(tenant.graph.applications).toEqual(before);
  });
});
