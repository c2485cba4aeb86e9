import { X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { CertificateAuthority } from "../credentials/certificates.js";
import { registerApplication, startGraphCaller, userFlowBody } from "./callGraph.js";

const flows = "/identity/authenticationEventsFlows";

function flowsOf(appId: string): string {
  const collection = "conditions/applications/includeApplications";
  const filter = `microsoft.graph.externalUsersSelfServiceSignUpEventsFlow/${collection}/any(appId:appId/appId eq '${appId}')`;
  return `${flows}?$filter=${filter}`;
}

describe("The fake Graph", () => {
  test("tells the tenant's domains", async () => {
    const { call } = await startGraphCaller();
    const { status, value } = await call("GET /organization?$select=id,tenantType,verifiedDomains");
    expect(status).toBe(200);
    expect(value).toMatchObject([
      { tenantType: "CIAM", verifiedDomains: [{ isInitial: false }, { name: "contoso.onmicrosoft.com" }] },
    ]);
  });

  test("finds an application by its tag, quotes and all", async () => {
    const { call } = await startGraphCaller();
    const { id } = await call("POST /applications", { displayName: "The app", tags: ["ada's"] });
    await call("POST /applications", { displayName: "Another" });
    const { value } = await call("GET /applications?$filter=tags/any(t:t eq 'ada''s')&$select=id");
    expect(value).toEqual([{ id }]);
  });

  test("gives a list page by page", async () => {
    const { call } = await startGraphCaller({ pageSize: 2 });
    const names = ["a", "b", "c"];
    for (const displayName of names) {
      await call("POST /applications", { displayName });
    }
    const first = await call("GET /applications?$select=displayName");
    const second = await call(`GET ${first["@odata.nextLink"]}`);
    expect([...first.value, ...second.value]).toEqual(names.map((displayName) => ({ displayName })));
    expect(second["@odata.nextLink"]).toBeUndefined();
  });

  test("shows a secret once", async () => {
    const { graph, call } = await startGraphCaller();
    const { id } = await call("POST /applications", { displayName: "The app" });
    const { status, secretText, hint } = await call(`POST /applications/${id}/addPassword`, {});
    expect(status).toBe(200);
    expect(secretText).toBe(graph.applications[0]?.passwordCredentials[0]?.secretText);
    const { passwordCredentials } = await call(`GET /applications/${id}`);
    expect(passwordCredentials).toMatchObject([{ hint, secretText: null }]);
    expect(hint).toBe(`${secretText}`.slice(0, 3));
  });

  test("shows a certificate only if it alone is asked for", async () => {
    const { call } = await startGraphCaller();
    const { certificate } = await CertificateAuthority.create();
    const key = new X509Certificate(certificate).raw.toString("base64");
    const keyCredentials = [{ type: "AsymmetricX509Cert", usage: "Verify", key }];
    const { id } = await call("POST /applications", { displayName: "The app", keyCredentials });
    expect((await call(`GET /applications/${id}`)).keyCredentials).toMatchObject([{ key: null }]);
    const alone = await call(`GET /applications/${id}?$select=keyCredentials`);
    expect(alone.keyCredentials).toMatchObject([{ key, displayName: "CN=Throw-away CA" }]);
  });

  test("changes what an update names, and leaves the rest", async () => {
    const { graph, call } = await startGraphCaller();
    const web = { redirectUris: ["https://app.example.com/"], homePageUrl: "https://app.example.com" };
    const { id } = await call("POST /applications", { displayName: "The app", web });
    const logoutUrl = "https://app.example.com/out";
    expect((await call(`PATCH /applications/${id}`, { web: { logoutUrl } })).status).toBe(204);
    expect(graph.applications).toMatchObject([{ displayName: "The app", web: { ...web, logoutUrl } }]);
  });

  test("takes everything with an application when it goes, and the consent with its service principal", async () => {
    const caller = await startGraphCaller();
    const { graph, call } = caller;
    const { id, appId, clientId, resourceId } = await registerApplication(caller);
    await call("POST /oauth2PermissionGrants", {
      clientId,
      consentType: "AllPrincipals",
      resourceId,
      scope: "openid",
    });
    const { id: flow } = await call(`POST ${flows}`, userFlowBody("Sign up", appId));
    expect((await call(`GET ${flowsOf(appId)}`)).value.map((found) => found.id)).toEqual([flow]);
    expect((await call(`DELETE /applications/${id}`)).status).toBe(204);
    expect(graph.applications).toEqual([]);
    expect(graph.servicePrincipals.map(({ displayName }) => displayName)).toEqual(["Microsoft Graph"]);
    expect(graph.grants).toEqual([]);
    expect((await call(`GET ${flowsOf(appId)}`)).value).toEqual([]);
    expect((await call(`DELETE ${flows}/${flow}`)).status).toBe(204);
    expect(graph.userFlows).toEqual([]);
  });

  test("takes the consent to an API with the API's service principal", async () => {
    const caller = await startGraphCaller();
    const { graph, call } = caller;
    const { clientId } = await registerApplication(caller);
    const { appId } = await call("POST /applications", { displayName: "The API" });
    const { id: resourceId } = await call("POST /servicePrincipals", { appId });
    const grant = { clientId, consentType: "AllPrincipals", resourceId, scope: "Orders.Read" };
    expect((await call("POST /oauth2PermissionGrants", grant)).status).toBe(201);
    expect((await call(`DELETE /servicePrincipals/${resourceId}`)).status).toBe(204);
    expect(graph.grants).toEqual([]);
    expect((await call("POST /oauth2PermissionGrants", grant)).status).toBe(404);
  });

  test("puts an application into a user flow and takes it out", async () => {
    const caller = await startGraphCaller();
    const { call } = caller;
    const { appId } = await registerApplication(caller);
    const { id } = await call(`POST ${flows}`, userFlowBody("Sign up"));
    const collection = `${flows}/${id}/conditions/applications/includeApplications`;
    const type = "#microsoft.graph.authenticationConditionApplication";
    expect((await call(`POST ${collection}`, { "@odata.type": type, appId })).status).toBe(201);
    expect((await call(`GET ${collection}`)).value).toEqual([{ appId }]);
    expect((await call(`DELETE ${collection}/${appId}`)).status).toBe(204);
    expect((await call(`GET ${collection}`)).value).toEqual([]);
  });

  test("makes a developer, and no other administrator, owner of a new application", async () => {
    const { graph, call } = await startGraphCaller();
    await call("POST /applications", { displayName: "Of the administrator" });
    graph.roles = ["Application Developer"];
    await call("POST /applications", { displayName: "Of the developer" });
    expect(graph.applications.map(({ owners }) => [...owners])).toEqual([[], [graph.administratorId]]);
  });

  test("keeps what it was asked, and no token", async () => {
    const { graph, call } = await startGraphCaller();
    await call("POST /applications?$select=id", { displayName: "The app" });
    expect(graph.requests).toEqual([
      { method: "POST", path: "/v1.0/applications?$select=id", body: { displayName: "The app" } },
    ]);
  });
});
