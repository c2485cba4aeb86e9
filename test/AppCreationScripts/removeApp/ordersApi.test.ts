import { describe, expect, test } from "vitest";
import { describeFailure } from "../../../AppCreationScripts/commandLine/describeFailure.js";
import { parseVariables } from "../../../AppCreationScripts/project/environmentText.js";
import { startTestTenant } from "../testTenant.js";
import { leftIn, nothing } from "./leftIn.js";

describe("npm run cleanup", () => {
  test("removes the orders API with its service principal, its consent and its settings", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--api", "--graph");
    await tenant.cleanup("--yes");
    expect(leftIn(tenant)).toEqual(nothing);
    expect(parseVariables(tenant.read(".env"))).toMatchObject({
      CLIENT_ID: "",
      API_SCOPES: "",
      ORDERS_API_CLIENT_ID: "",
      ORDERS_API_URL: "",
    });
  });

  test("lists the orders API before it asks", async () => {
    const tenant = await startTestTenant({ tools: { confirm: async () => false } });
    await tenant.configure("--api");
    await tenant.cleanup();
    const appId = tenant.graph.applications[1]?.appId;
    expect(tenant.lines).toContain(`  API                Express sign-in app orders API, ${appId}`);
    expect(tenant.graph.applications).toHaveLength(2);
  });

  test("removes only the API of this app", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--api", "--name", "Another app");
    const before = leftIn(tenant);
    await tenant.configure("--api");
    await tenant.cleanup("--yes");
    expect(leftIn(tenant)).toEqual(before);
  });

  test("removes the API that is left if the app has gone", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--api");
    Object.assign(tenant.graph.applications[0] ?? {}, { tags: [] });
    await tenant.cleanup("--yes");
    expect(tenant.graph.applications).toHaveLength(1);
    expect(tenant.graph.applications[0]?.displayName).toBe("Express sign-in app");
  });

  test("never removes an API of others that has the tag", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--api");
    const [, ordersApi] = tenant.graph.applications;
    tenant.write(".env", tenant.read(".env").replace(/^ORDERS_API_CLIENT_ID=.*$/m, ""));
    ordersApi?.owners.clear();
    const before = leftIn(tenant);
    const message = await tenant.cleanup("--yes").then(() => "", describeFailure);
    expect(message).toMatch(/^Orders API failed\. .* you are no owner of it/);
    expect(leftIn(tenant)).toEqual(before);
  });

  test.each([403, 500] as const)("completes on the next run if a removal fails with %i", async (failure) => {
    const tenant = await startTestTenant();
    await tenant.configure("--api");
    // Six calls look; then go the user flow, the API's service principal and the API.
    const removalOfApi = tenant.graph.requests.length + 10;
    for (let failing = 0; failing < (failure === 403 ? 1 : 6); failing += 1) {
      tenant.graph.failCall(removalOfApi + failing, failure);
    }
    const message = await tenant.cleanup("--yes").then(() => "", describeFailure);
    expect(message).toMatch(/^Removal failed\. /);
    expect(tenant.graph.applications).toHaveLength(2);
    await tenant.cleanup("--yes");
    expect(leftIn(tenant)).toEqual(nothing);
  });
});
