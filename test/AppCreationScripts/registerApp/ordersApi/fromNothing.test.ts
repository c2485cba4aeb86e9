import { describe, expect, test } from "vitest";
import { parseVariables } from "../../../../AppCreationScripts/project/environmentText.js";
import { startTestTenant } from "../../testTenant.js";

describe("In a tenant that has nothing, npm run configure -- --api", () => {
  test("registers the orders API as an application of its own", async () => {
    const { graph, configure } = await startTestTenant();
    await configure("--api");
    const [, ordersApi] = graph.applications;
    expect(graph.applications).toHaveLength(2);
    expect(ordersApi).toMatchObject({
      displayName: "Express sign-in app orders API",
      signInAudience: "AzureADMyOrg",
      tags: ["entra-external-id-express-app-orders-api:Express sign-in app"],
      identifierUris: [`api://${ordersApi?.appId}`],
      owners: new Set([graph.administratorId]),
      passwordCredentials: [],
      api: {
        requestedAccessTokenVersion: 2,
        knownClientApplications: [],
        preAuthorizedApplications: [],
      },
      optionalClaims: { accessToken: [{ name: "acrs" }] },
    });
    expect(ordersApi?.api.oauth2PermissionScopes.map(({ value, type }) => [value, type])).toEqual([
      ["Orders.Read", "Admin"],
      ["Orders.Cancel", "Admin"],
    ]);
    expect(
      ordersApi?.appRoles.map(({ value, allowedMemberTypes }) => [value, ...allowedMemberTypes]),
    ).toEqual([["Orders.Manager", "User"]]);
  });

  test("lets the app ask for the API's scopes, and consents for everybody", async () => {
    const { graph, configure } = await startTestTenant();
    await configure("--api", "--graph");
    const [application, ordersApi] = graph.applications;
    const [microsoftGraph, servicePrincipal, ordersApiPrincipal] = graph.servicePrincipals;
    expect(ordersApiPrincipal?.appId).toBe(ordersApi?.appId);
    expect(application?.requiredResourceAccess).toMatchObject([
      { resourceAccess: expect.objectContaining({ length: 3 }) },
      {
        resourceAppId: ordersApi?.appId,
        resourceAccess: ordersApi?.api.oauth2PermissionScopes.map(({ id }) => ({ id, type: "Scope" })),
      },
    ]);
    const forEverybody = { clientId: servicePrincipal?.id, consentType: "AllPrincipals" };
    expect(graph.grants).toMatchObject([
      { ...forEverybody, resourceId: microsoftGraph?.id, scope: "openid offline_access User.Read" },
      { ...forEverybody, resourceId: ordersApiPrincipal?.id, scope: "Orders.Read Orders.Cancel" },
    ]);
  });

  test("writes into .env what the app and the API need of each other", async () => {
    const { graph, configure, read } = await startTestTenant();
    await configure("--api", "--graph");
    const [application, ordersApi] = graph.applications;
    const api = `api://${ordersApi?.appId}`;
    expect(parseVariables(read(".env"))).toMatchObject({
      CLIENT_ID: application?.appId,
      ORDERS_API_CLIENT_ID: ordersApi?.appId,
      API_SCOPES: `User.Read ${api}/Orders.Read ${api}/Orders.Cancel`,
      ORDERS_API_URL: "http://localhost:3002",
    });
  });

  test("says how to start the API, and without --api nothing of it", async () => {
    const { graph, lines, configure, read } = await startTestTenant();
    await configure();
    expect(lines.join("\n")).not.toMatch(/API/);
    expect(read(".env")).not.toMatch(/^(API_SCOPES|ORDERS_API_\w+)=/m);
    expect(graph.applications).toHaveLength(1);
    await configure("--api");
    expect(lines).toContain(
      "Start the API with npm run orders-api. By itself it is at http://localhost:3002.",
    );
  });

  test("waits until Entra knows everywhere what was just made", async () => {
    const { graph, configure } = await startTestTenant();
    graph.appearAfter(3);
    await configure("--api");
    expect(graph.applications).toHaveLength(2);
    expect(graph.grants).toHaveLength(2);
  });

  test("waits for the new API also if the app is there already", async () => {
    const { graph, configure } = await startTestTenant();
    await configure();
    graph.appearAfter(3);
    await configure("--api");
    expect(graph.grants).toHaveLength(2);
  });

  test("does all of it in a cloud that has no external tenants", async () => {
    const { graph, configure } = await startTestTenant({ cloud: { externalTenants: false } });
    await configure("--api");
    expect(graph.grants).toHaveLength(2);
    expect(graph.applications[1]?.identifierUris).toHaveLength(1);
  });
});
