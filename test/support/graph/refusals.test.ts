import { randomUUID, X509Certificate } from "node:crypto";
import { generate } from "selfsigned";
import { describe, expect, test } from "vitest";
import { registerApplication, startGraphCaller, userFlowBody } from "./callGraph.js";

const flows = "/identity/authenticationEventsFlows";
const permissionScope = {
  value: "Orders.Read",
  type: "Admin",
  adminConsentDisplayName: "Read orders",
  adminConsentDescription: "Reads orders",
};
const role = {
  allowedMemberTypes: ["User"],
  displayName: "Manager",
  description: "Manages",
  isEnabled: true,
};

describe("The fake Graph refuses an application", () => {
  const id = randomUUID();
  test.each([
    ["with an unknown property", { colour: "red" }, /'colour' does not exist/],
    ["with an unknown property inside another", { web: { colour: "red" } }, /'colour' does not exist/],
    ["with a redirect URI by http:", { web: { redirectUris: ["http://app.example.com/"] } }, /must be https/],
    ["with a fragment in a redirect URI", { web: { redirectUris: ["https://a.example/#b"] } }, /no fragment/],
    [
      "with the same redirect URI twice",
      { web: { redirectUris: ["https://a/", "https://a/"] } },
      /duplicate/,
    ],
    ["with a sign-out address by http:", { web: { logoutUrl: "http://localhost/out" } }, /'web\.logoutUrl'/],
    [
      "with a bad GUID",
      { requiredResourceAccess: [{ resourceAppId: "1", resourceAccess: [] }] },
      /resourceAppId/,
    ],
    [
      "with two roles of one id",
      {
        appRoles: [
          { ...role, id },
          { ...role, id },
        ],
      },
      /duplicate values/,
    ],
    ["with a property of a role that is only read", { appRoles: [{ ...role, id, origin: "x" }] }, /'origin'/],
    [
      "with two scopes of one id",
      {
        api: {
          oauth2PermissionScopes: [
            { ...permissionScope, id },
            { ...permissionScope, id, value: "Orders.Cancel" },
          ],
        },
      },
      /duplicate values/,
    ],
    [
      "with a scope and a role of one id",
      { api: { oauth2PermissionScopes: [{ ...permissionScope, id }] }, appRoles: [{ ...role, id }] },
      /duplicate values/,
    ],
    [
      "with a scope that everybody and nobody consents to",
      { api: { oauth2PermissionScopes: [{ ...permissionScope, id, type: "Anybody" }] } },
      /'api\.oauth2PermissionScopes\.0\.type'/,
    ],
    [
      "with access tokens of a version that there is not",
      { api: { requestedAccessTokenVersion: 3 } },
      /'api\.requestedAccessTokenVersion'/,
    ],
    ["with groups that there are not", { groupMembershipClaims: "MyGroups" }, /'groupMembershipClaims'/],
    ["with a certificate that is none", { keyCredentials: [certificate("AAAA")] }, /'key'/],
    [
      "with a certificate without its key",
      { keyCredentials: [certificate(null)] },
      /'keyCredentials\.0\.key'/,
    ],
  ])("%s", async (_what, properties, message) => {
    const { graph, call } = await startGraphCaller();
    const { status, error } = await call("POST /applications", { displayName: "The app", ...properties });
    expect({ status, code: error?.code }).toEqual({ status: 400, code: "Request_BadRequest" });
    expect(error?.message).toMatch(message);
    expect(graph.applications).toEqual([]);
  });

  test("that has no name", async () => {
    const { call } = await startGraphCaller();
    expect((await call("POST /applications", {})).error?.message).toContain("'displayName'");
  });

  test("that leaves out a role which is still enabled", async () => {
    const { call } = await startGraphCaller();
    const made = await call("POST /applications", { displayName: "The app", appRoles: [{ ...role, id }] });
    const { error } = await call(`PATCH /applications/${made.id}`, { appRoles: [] });
    expect(error?.code).toBe("CannotDeleteOrUpdateEnabledEntitlement");
  });

  test("that leaves out a scope which is still enabled", async () => {
    const { graph, call } = await startGraphCaller();
    const api = { oauth2PermissionScopes: [{ ...permissionScope, id }], requestedAccessTokenVersion: 2 };
    const made = await call("POST /applications", { displayName: "The API", api });
    const without = { api: { oauth2PermissionScopes: [] } };
    const refused = await call(`PATCH /applications/${made.id}`, without);
    expect(refused.error?.code).toBe("CannotDeleteOrUpdateEnabledEntitlement");
    const disabled = { api: { oauth2PermissionScopes: [{ ...permissionScope, id, isEnabled: false }] } };
    expect((await call(`PATCH /applications/${made.id}`, disabled)).status).toBe(204);
    expect((await call(`PATCH /applications/${made.id}`, without)).status).toBe(204);
    expect(graph.applications[0]?.api).toMatchObject({
      oauth2PermissionScopes: [],
      requestedAccessTokenVersion: 2,
    });
  });

  test("whose Application ID URI has another client id, or is another's", async () => {
    const { call } = await startGraphCaller();
    const first = await call("POST /applications", { displayName: "The API" });
    const second = await call("POST /applications", { displayName: "Another API" });
    const domain = "https://contoso.onmicrosoft.com/orders";
    const calls = [
      [first.id, `api://${second.appId}`, 400, "HostNameNotOnVerifiedDomain"],
      [first.id, "api://orders", 400, "HostNameNotOnVerifiedDomain"],
      [first.id, `api://${first.appId}`, 204, undefined],
      [first.id, domain, 204, undefined],
      [second.id, domain, 400, "ObjectConflict"],
    ] as const;
    for (const [object, uri, status, code] of calls) {
      const answer = await call(`PATCH /applications/${object}`, { identifierUris: [uri] });
      expect({ status: answer.status, code: answer.error?.code }).toEqual({ status, code });
    }
    const body = { displayName: "A third", identifierUris: [`api://${first.appId}`] };
    expect((await call("POST /applications", body)).error?.code).toBe("HostNameNotOnVerifiedDomain");
  });
});

describe("The fake Graph refuses", () => {
  test.each([
    ["GET /applications?$filter=startswith(displayName,'x')", 400, "Request_UnsupportedQuery"],
    ["GET /applications?$filter=tags/any(t:t eq 'a') or appId eq 'b'", 400, "Request_UnsupportedQuery"],
    ["GET /applications?$expand=owners", 400, "Request_UnsupportedQuery"],
    ["GET /nothing", 400, "BadRequest"],
    [`GET /applications/${randomUUID()}`, 404, "Request_ResourceNotFound"],
    [`DELETE /servicePrincipals/${randomUUID()}`, 404, "Request_ResourceNotFound"],
    [`DELETE ${flows}/${randomUUID()}`, 404, "Request_ResourceNotFound"],
    ["DELETE /oauth2PermissionGrants/none", 404, "Request_ResourceNotFound"],
  ])("%s: %i", async (what, status, code) => {
    const { call } = await startGraphCaller();
    const answer = await call(what);
    expect({ status: answer.status, code: answer.error?.code }).toEqual({ status, code });
  });

  test("a property that no application has, if one is selected", async () => {
    const { call } = await startGraphCaller();
    await call("POST /applications", { displayName: "The app" });
    expect((await call("GET /applications?$select=colour")).error?.message).toContain("'colour'");
  });

  test("a second service principal, a second consent and an owner added twice", async () => {
    const caller = await startGraphCaller();
    const { graph, call } = caller;
    const { id, appId, clientId, resourceId } = await registerApplication(caller);
    const grant = { clientId, consentType: "AllPrincipals", resourceId, scope: "openid" };
    const owner = { "@odata.id": `${graph.url}/v1.0/directoryObjects/${graph.administratorId}` };
    const calls = [
      ["POST /servicePrincipals", { appId }, 409],
      ["POST /oauth2PermissionGrants", grant, 201],
      ["POST /oauth2PermissionGrants", grant, 409],
      [`POST /applications/${id}/owners/$ref`, owner, 204],
      [`POST /applications/${id}/owners/$ref`, owner, 400],
    ] as const;
    for (const [what, body, status] of calls) {
      expect((await call(what, body)).status).toBe(status);
    }
  });

  test("a service principal of no application, and consent for no service principal", async () => {
    const { call } = await startGraphCaller();
    const { error } = await call("POST /servicePrincipals", { appId: randomUUID() });
    expect(error?.message).toContain("does not reference a valid application object");
    const [clientId, resourceId] = [randomUUID(), randomUUID()];
    const grant = { clientId, consentType: "AllPrincipals", resourceId, scope: "openid" };
    expect((await call("POST /oauth2PermissionGrants", grant)).status).toBe(404);
  });

  test("an application in a second user flow, a flow's name twice, and one with no service principal", async () => {
    const caller = await startGraphCaller();
    const { graph, call } = caller;
    const { appId } = await registerApplication(caller);
    expect((await call(`POST ${flows}`, userFlowBody("First", appId))).status).toBe(201);
    expect((await call(`POST ${flows}`, userFlowBody("First"))).status).toBe(409);
    expect((await call(`POST ${flows}`, userFlowBody("Second", appId))).error?.message).toContain("already");
    const another = await call("POST /applications", { displayName: "Another" });
    const { error } = await call(`POST ${flows}`, userFlowBody("Second", another.appId));
    expect(error?.message).toContain("no service principal");
    expect(graph.userFlows).toHaveLength(1);
  });

  test("a user flow that does not show an attribute which it collects", async () => {
    const { call } = await startGraphCaller();
    const body = userFlowBody("Sign up");
    body.onAttributeCollection.attributes.push({ id: "city" });
    expect((await call(`POST ${flows}`, body)).status).toBe(400);
  });

  test("a certificate for more than a year", async () => {
    const { call } = await startGraphCaller();
    const { id } = await call("POST /applications", { displayName: "The app" });
    const notAfterDate = new Date(Date.now() + 400 * 24 * 60 * 60 * 1000);
    const { cert } = await generate([{ name: "commonName", value: "The app" }], { notAfterDate });
    const key = new X509Certificate(cert).raw.toString("base64");
    const { status, error } = await call(`PATCH /applications/${id}`, { keyCredentials: [certificate(key)] });
    expect(status).toBe(400);
    expect(error?.message).toContain("end date is invalid");
  });

  test("a secret that ends before it starts, and the removal of one that is not there", async () => {
    const { call } = await startGraphCaller();
    const { id } = await call("POST /applications", { displayName: "The app" });
    const passwordCredential = { displayName: "Old", endDateTime: "2020-01-01T00:00:00Z" };
    expect((await call(`POST /applications/${id}/addPassword`, { passwordCredential })).status).toBe(400);
    expect((await call(`POST /applications/${id}/removePassword`, { keyId: randomUUID() })).status).toBe(400);
  });
});

function certificate(key: string | null) {
  return { type: "AsymmetricX509Cert", usage: "Verify", key };
}
