import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { answerJson, startLocalServer } from "../network/localServer.js";
import { createSigningKey } from "../tenant/signingKey.js";
import { keySetOf } from "../tenant/tenantKeys.js";
import { startGraphCaller, userFlowBody } from "./callGraph.js";

const flows = "/identity/authenticationEventsFlows";

describe("The fake Graph asks", () => {
  test("for a token that it knows", async () => {
    const caller = await startGraphCaller();
    caller.token = "made-up";
    const { status, error } = await caller.call("GET /applications");
    expect({ status, code: error?.code }).toEqual({ status: 401, code: "InvalidAuthenticationToken" });
  });

  test("for the permission of each call", async () => {
    const caller = await startGraphCaller();
    caller.token = caller.graph.tokenFor(["Application.Read.All"]);
    expect((await caller.call("GET /applications")).status).toBe(200);
    const { status, error } = await caller.call("POST /applications", { displayName: "The app" });
    expect({ status, code: error?.code }).toEqual({ status: 403, code: "Authorization_RequestDenied" });
    expect((await caller.call(`GET ${flows}`)).status).toBe(403);
    expect((await caller.call("GET /organization")).status).toBe(403);
  });

  test("for the role of each call", async () => {
    const { graph, call } = await startGraphCaller();
    graph.roles = ["Application Developer"];
    const { id } = await call("POST /applications", { displayName: "The app" });
    expect((await call(`PATCH /applications/${id}`, { displayName: "Mine" })).status).toBe(204);
    expect((await call(`POST ${flows}`, userFlowBody("Sign up"))).status).toBe(403);
    const [clientId, resourceId] = [randomUUID(), randomUUID()];
    const grant = { clientId, consentType: "AllPrincipals", resourceId, scope: "openid" };
    expect((await call("POST /oauth2PermissionGrants", grant)).status).toBe(403);
  });

  test("for the role or the ownership of the application that is changed", async () => {
    const { graph, call } = await startGraphCaller();
    const { id } = await call("POST /applications", { displayName: "Another's" });
    graph.roles = ["Application Developer"];
    expect((await call(`PATCH /applications/${id}`, { displayName: "Mine" })).status).toBe(403);
    expect((await call(`DELETE /applications/${id}`)).status).toBe(403);
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

  test("has its permissions in scp", async () => {
    expect((await callWith({ scp })).status).toBe(201);
    expect((await callWith({ scp: "Organization.Read.All" })).status).toBe(403);
  });

  test("is refused where it is for somebody else, has ended, or is signed with another key", async () => {
    expect((await callWith({ scp, aud: "https://another.example" })).status).toBe(401);
    expect((await callWith({ scp, exp: now - 3600 })).status).toBe(401);
    expect((await callWith({ scp }, false)).status).toBe(401);
  });
});
