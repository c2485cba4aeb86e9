import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { answerJson, startLocalServer } from "../localServer.js";
import { createSigningKey } from "../signingKey.js";
import { keySetOf } from "../tenantKeys.js";
import { startGraphCaller, userFlowBody } from "./callGraph.js";

const flows = "/identity/authenticationEventsFlows";
const included = "conditions/applications/includeApplications";

describe("The fake Graph asks", () => {
  it("for a token that it knows", async () => {
    const caller = await startGraphCaller();
    caller.token = "made-up";
    const { status, error } = await caller.call("GET /applications");
    expect({ status, code: error?.code }).toEqual({ status: 401, code: "InvalidAuthenticationToken" });
  });

  it("for the permission of each call", async () => {
    const caller = await startGraphCaller();
    caller.token = caller.graph.tokenFor(["Application.Read.All"]);
    expect((await caller.call("GET /applications")).status).toBe(200);
    const { status, error } = await caller.call("POST /applications", { displayName: "The app" });
    expect({ status, code: error?.code }).toEqual({ status: 403, code: "Authorization_RequestDenied" });
    expect((await caller.call(`GET ${flows}`)).status).toBe(403);
    expect((await caller.call("GET /organization")).status).toBe(403);
  });

  it("for the role of each call", async () => {
    const { graph, call } = await startGraphCaller();
    graph.roles = ["Application Developer"];
    const { id } = await call("POST /applications", { displayName: "The app" });
    expect((await call(`PATCH /applications/${id}`, { displayName: "Mine" })).status).toBe(204);
    expect((await call(`POST ${flows}`, userFlowBody("Sign up"))).status).toBe(403);
    const [clientId, resourceId] = [randomUUID(), randomUUID()];
    const grant = { clientId, consentType: "AllPrincipals", resourceId, scope: "openid" };
    expect((await call("POST /oauth2PermissionGrants", grant)).status).toBe(403);
  });

  it("for the role or the ownership of the application that is changed", async () => {
    const { graph, call } = await startGraphCaller();
    const { id } = await call("POST /applications", { displayName: "Another's" });
    graph.roles = ["Application Developer"];
    expect((await call(`PATCH /applications/${id}`, { displayName: "Mine" })).status).toBe(403);
    expect((await call(`DELETE /applications/${id}`)).status).toBe(403);
  });
});

/** What suffices for each call, and what does not, by Microsoft's permissions file. */
const needs: readonly (readonly [call: string, suffices: readonly string[], tooLittle: readonly string[]])[] =
  [
    ["GET /organization", ["Organization.Read.All"], ["Application.ReadWrite.All"]],
    ["GET /applications", ["Application.Read.All"], ["Organization.Read.All"]],
    ["GET /applications", ["Directory.Read.All"], ["AppRegistration.Create"]],
    ["POST /applications", ["Application.ReadWrite.All"], ["Application.Read.All"]],
    ["POST /applications", ["AppRegistration.Create"], ["Directory.ReadWrite.All"]],
    ["GET /applications/APP", ["Application.Read.All"], ["Organization.Read.All"]],
    ["PATCH /applications/APP", ["Application.ReadWrite.All"], ["Directory.ReadWrite.All"]],
    ["DELETE /applications/APP", ["Application.ReadWrite.All"], ["Directory.ReadWrite.All"]],
    ["POST /applications/APP/addPassword", ["Directory.ReadWrite.All"], ["Application.Read.All"]],
    ["POST /applications/APP/removePassword", ["Application.ReadWrite.All"], ["Directory.Read.All"]],
    ["GET /applications/APP/owners", ["Application.Read.All"], ["Organization.Read.All"]],
    [
      "POST /applications/APP/owners/$ref",
      ["Application.ReadWrite.All", "Directory.Read.All"],
      ["Application.ReadWrite.All"],
    ],
    [
      "POST /applications/APP/owners/$ref",
      ["Application.ReadWrite.All", "Directory.ReadWrite.All"],
      ["Directory.ReadWrite.All"],
    ],
    ["GET /servicePrincipals", ["Application.Read.All"], ["DelegatedPermissionGrant.ReadWrite.All"]],
    ["POST /servicePrincipals", ["Application.ReadWrite.All"], ["Application.Read.All"]],
    ["GET /servicePrincipals/APP", ["Directory.Read.All"], ["Organization.Read.All"]],
    ["DELETE /servicePrincipals/APP", ["Application.ReadWrite.All"], ["Directory.Read.All"]],
    ["GET /oauth2PermissionGrants", ["Directory.Read.All"], ["Application.ReadWrite.All"]],
    ["POST /oauth2PermissionGrants", ["DelegatedPermissionGrant.ReadWrite.All"], ["Directory.Read.All"]],
    ["PATCH /oauth2PermissionGrants/ID", ["DelegatedPermissionGrant.ReadWrite.All"], ["Directory.Read.All"]],
    ["DELETE /oauth2PermissionGrants/ID", ["Directory.ReadWrite.All"], ["Application.ReadWrite.All"]],
    [`GET ${flows}`, ["EventListener.Read.All"], ["Directory.ReadWrite.All"]],
    [`POST ${flows}`, ["EventListener.ReadWrite.All"], ["EventListener.Read.All"]],
    [`GET ${flows}/ID`, ["EventListener.Read.All"], ["Directory.ReadWrite.All"]],
    [`PATCH ${flows}/ID`, ["EventListener.ReadWrite.All"], ["EventListener.Read.All"]],
    [`DELETE ${flows}/ID`, ["EventListener.ReadWrite.All"], ["EventListener.Read.All"]],
    [`GET ${flows}/ID/${included}`, ["EventListener.Read.All"], ["Application.ReadWrite.All"]],
    [`POST ${flows}/ID/${included}`, ["EventListener.ReadWrite.All"], ["EventListener.Read.All"]],
    [`DELETE ${flows}/ID/${included}/APP`, ["EventListener.ReadWrite.All"], ["EventListener.Read.All"]],
  ];

describe("The fake Graph asks for the permissions that Microsoft publishes:", () => {
  it.each(needs)("%s with %j, not with %j", async (call, suffices, tooLittle) => {
    const caller = await startGraphCaller();
    const { id } = await caller.call("POST /applications", { displayName: "The app" });
    const what = call.replace("APP", id);
    const statusWith = async (permissions: readonly string[]) => {
      caller.token = caller.graph.tokenFor(permissions);
      return (await caller.call(what, what.startsWith("GET") || what.startsWith("DELETE") ? undefined : {}))
        .status;
    };
    expect(await statusWith(tooLittle)).toBe(403);
    expect(await statusWith(suffices)).not.toBe(403);
  });
});

describe("A token that the sign-in endpoint signed", () => {
  const now = Math.floor(Date.now() / 1000);

  async function callWith(claims: Record<string, unknown>, published = true) {
    const key = await createSigningKey();
    const keys = await startLocalServer(answerJson(keySetOf(...(published ? [key] : []))));
    const caller = await startGraphCaller({ jwks: keys.url });
    caller.token = await new SignJWT({
      aud: "https://graph.microsoft.com",
      oid: randomUUID(),
      exp: now + 3600,
      ...claims,
    })
      .setProtectedHeader({ alg: "RS256", kid: key.kid })
      .sign(key.privateKey);
    return caller.call("POST /applications", { displayName: "The app" });
  }
  const scp = "Application.ReadWrite.All Organization.Read.All";

  it("has its permissions in scp", async () => {
    expect((await callWith({ scp })).status).toBe(201);
    expect((await callWith({ scp: "Organization.Read.All" })).status).toBe(403);
  });

  it("is refused where it is for somebody else, has ended, or is signed with another key", async () => {
    expect((await callWith({ scp, aud: "https://another.example" })).status).toBe(401);
    expect((await callWith({ scp, exp: now - 3600 })).status).toBe(401);
    expect((await callWith({ scp }, false)).status).toBe(401);
  });
});
