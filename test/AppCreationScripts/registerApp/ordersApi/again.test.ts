import { describe, expect, test } from "vitest";
import { describeFailure } from "../../../../AppCreationScripts/commandLine/describeFailure.js";
import { parseVariables } from "../../../../AppCreationScripts/project/environmentText.js";
import { startTestTenant } from "../../testTenant.js";

/** A tenant in which the app and its API are registered. */
async function startRegistered() {
  const tenant = await startTestTenant();
  await tenant.configure("--api");
  const [application, ordersApi] = tenant.graph.applications;
  if (!application || !ordersApi) {
    throw new Error("Nothing is registered.");
  }
  return { tenant, application, ordersApi };
}

describe("Run again, npm run configure -- --api", () => {
  test("only looks, and changes nothing", async () => {
    const { tenant } = await startRegistered();
    const text = tenant.read(".env");
    const before = tenant.graph.requests.length;
    await tenant.configure("--api");
    expect(tenant.graph.requests.slice(before).filter(({ method }) => method !== "GET")).toEqual([]);
    expect(tenant.read(".env")).toBe(text);
    expect(tenant.files()).toEqual([".env", ".env.sample"]);
  });

  test("leaves the API as it is without --api", async () => {
    const { tenant, ordersApi } = await startRegistered();
    const [text, before] = [tenant.read(".env"), structuredClone(ordersApi)];
    await tenant.configure();
    expect(tenant.graph.applications[1]).toEqual(before);
    expect(tenant.read(".env")).toBe(text);
    expect(tenant.graph.grants).toHaveLength(2);
  });

  test("completes what somebody has taken away", async () => {
    const { tenant, application, ordersApi } = await startRegistered();
    const { id, appId, tags, displayName } = ordersApi;
    Object.assign(ordersApi, {
      identifierUris: [],
      api: { ...ordersApi.api, requestedAccessTokenVersion: null, oauth2PermissionScopes: [] },
      appRoles: [],
      optionalClaims: null,
    });
    ordersApi.owners.clear();
    Object.assign(application, { requiredResourceAccess: application.requiredResourceAccess.slice(0, 1) });
    Object.assign(tenant.graph.grants[1] ?? {}, { scope: "Orders.Read" });
    tenant.write(".env", tenant.read(".env").replace(/^API_SCOPES=.*$/m, "API_SCOPES="));
    await tenant.configure("--api");
    expect(ordersApi).toMatchObject({
      ...{ id, appId, tags, displayName },
      identifierUris: [`api://${appId}`],
      api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [{}, {}] },
      appRoles: [{ value: "Orders.Manager" }],
      optionalClaims: { accessToken: [{ name: "acrs" }] },
    });
    expect(ordersApi.owners.size).toBe(1);
    expect(application.requiredResourceAccess[1]?.resourceAccess).toHaveLength(2);
    expect(tenant.graph.grants[1]?.scope).toBe("Orders.Read Orders.Cancel");
    expect(parseVariables(tenant.read(".env")).API_SCOPES).toMatch(/Orders\.Read .*Orders\.Cancel$/);
  });

  test("keeps what others have added, and takes a scope of the same name as it is", async () => {
    const { tenant, application, ordersApi } = await startRegistered();
    const [read, cancel] = ordersApi.api.oauth2PermissionScopes;
    const ids = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"];
    const ofOthers = [
      { ...read, id: ids[0], type: "User", adminConsentDisplayName: "See orders" },
      { ...cancel, id: ids[1], value: "Orders.Write" },
    ];
    const uri = "https://contoso.onmicrosoft.com/orders";
    Object.assign(ordersApi, {
      identifierUris: [uri],
      api: { ...ordersApi.api, oauth2PermissionScopes: ofOthers, preAuthorizedApplications: [{}] },
      optionalClaims: { ...ordersApi.optionalClaims, accessToken: [], idToken: [{ name: "ctry" }] },
    });
    Object.assign(application, { requiredResourceAccess: application.requiredResourceAccess.slice(0, 1) });
    await tenant.configure("--api");
    expect(ordersApi.identifierUris).toEqual([uri, `api://${ordersApi.appId}`]);
    expect(ordersApi.api.oauth2PermissionScopes).toEqual([...ofOthers, cancel]);
    expect(ordersApi.api.preAuthorizedApplications).toEqual([{}]);
    expect(ordersApi.optionalClaims).toMatchObject({
      idToken: [{ name: "ctry" }],
      accessToken: [{ name: "acrs" }],
    });
    expect(application.requiredResourceAccess[1]?.resourceAccess.map(({ id }) => id)).toEqual([
      ids[0],
      cancel?.id,
    ]);
  });

  test("stops at a scope that somebody has renamed, before the app asks for it", async () => {
    const { tenant, ordersApi } = await startRegistered();
    const [read, cancel] = ordersApi.api.oauth2PermissionScopes;
    const scopes = [{ ...read, value: "Orders.See" }, cancel];
    Object.assign(ordersApi, { api: { ...ordersApi.api, oauth2PermissionScopes: scopes } });
    const message = await tenant.configure("--api").then(() => "", describeFailure);
    expect(message).toMatch(
      /^API permissions failed\. The orders API has its scope Orders\.Read under another/,
    );
    expect(ordersApi.api.oauth2PermissionScopes).toEqual(scopes);
  });

  test("keeps the scopes and the address that somebody has put into .env", async () => {
    const { tenant, ordersApi } = await startRegistered();
    const lines = [
      `API_SCOPES=User.Read api://${ordersApi.appId}/Orders.Cancel`,
      "ORDERS_API_URL=https://a.example",
    ];
    tenant.write(".env", `${tenant.read(".env")}${lines.join("\n")}\n`);
    await tenant.configure("--api");
    expect(parseVariables(tenant.read(".env"))).toMatchObject({
      API_SCOPES: `User.Read api://${ordersApi.appId}/Orders.Cancel api://${ordersApi.appId}/Orders.Read`,
      ORDERS_API_URL: "https://a.example",
    });
  });

  test("makes a new API where the old one has gone, and asks for the scopes of that alone", async () => {
    const { tenant, ordersApi } = await startRegistered();
    Object.assign(ordersApi, { tags: [], identifierUris: [] });
    await tenant.configure("--api");
    const appId = tenant.graph.applications[2]?.appId;
    expect(parseVariables(tenant.read(".env"))).toMatchObject({
      ORDERS_API_CLIENT_ID: appId,
      API_SCOPES: `api://${appId}/Orders.Read api://${appId}/Orders.Cancel`,
    });
  });

  test("takes out of .env what is another app's", async () => {
    const { tenant } = await startRegistered();
    await tenant.configure("--name", "Another app");
    expect(parseVariables(tenant.read(".env"))).toMatchObject({ ORDERS_API_CLIENT_ID: "", API_SCOPES: "" });
  });

  test("stops if somebody else owns an API with the tag", async () => {
    const { tenant, ordersApi } = await startRegistered();
    tenant.write(".env", tenant.read(".env").replace(/^ORDERS_API_CLIENT_ID=.*$/m, ""));
    ordersApi.owners.clear();
    const before = structuredClone(ordersApi);
    const message = await tenant.configure("--api").then(() => "", describeFailure);
    expect(message).toMatch(/^Orders API failed\. .* you are no owner of it/);
    expect(message).toContain(`ORDERS_API_CLIENT_ID=${ordersApi.appId}`);
    expect(ordersApi).toEqual(before);
  });
});
