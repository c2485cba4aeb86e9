import { statSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parseVariables } from "../../../AppCreationScripts/project/environmentText.js";
import { startTestTenant } from "../testTenant.js";

describe("In a tenant that has nothing, npm run configure", () => {
  test("registers the application with what the app needs", async () => {
    const { graph, configure } = await startTestTenant();
    await configure();
    expect(graph.applications).toEqual([
      expect.objectContaining({
        displayName: "Express sign-in app",
        signInAudience: "AzureADMyOrg",
        tags: ["entra-external-id-express-app:Express sign-in app"],
        web: expect.objectContaining({
          redirectUris: ["http://localhost:3000/auth/redirect", "http://localhost:3000/"],
          homePageUrl: "http://localhost:3000/",
          logoutUrl: null,
        }),
        requiredResourceAccess: [
          {
            resourceAppId: "00000003-0000-0000-c000-000000000000",
            resourceAccess: [
              { id: "37f7f235-527c-4136-accd-4a02d197296e", type: "Scope" },
              { id: "7427e0e9-2fba-42fe-b0c0-848c9e6a8182", type: "Scope" },
            ],
          },
        ],
        appRoles: [
          expect.objectContaining({
            value: "Orders.Manager",
            allowedMemberTypes: ["User"],
            isEnabled: true,
          }),
        ],
      }),
    ]);
    expect(graph.applications[0]?.optionalClaims?.idToken.map(({ name }) => name)).toEqual([
      "login_hint",
      "sid",
      "email",
      "auth_time",
      "acrs",
    ]);
    expect(graph.applications[0]?.groupMembershipClaims).toBeNull();
  });

  test("makes a service principal, an owner, admin consent and a user flow", async () => {
    const { graph, configure } = await startTestTenant();
    await configure();
    const [application] = graph.applications;
    const [microsoftGraph, servicePrincipal] = graph.servicePrincipals;
    expect(servicePrincipal?.appId).toBe(application?.appId);
    expect([...(application?.owners ?? [])]).toEqual([graph.administratorId]);
    expect(graph.grants).toEqual([
      expect.objectContaining({
        clientId: servicePrincipal?.id,
        resourceId: microsoftGraph?.id,
        consentType: "AllPrincipals",
        scope: "openid offline_access",
      }),
    ]);
    expect(graph.userFlows).toEqual([
      expect.objectContaining({
        displayName: "Express sign-in app sign-up and sign-in",
        includeApplications: new Set([application?.appId]),
      }),
    ]);
  });

  test("writes .env, readable for its owner alone, and keeps the words of the sample", async () => {
    const { graph, folder, configure, read, files } = await startTestTenant();
    await configure();
    const [application] = graph.applications;
    expect(parseVariables(read(".env"))).toEqual({
      TENANT_SUBDOMAIN: "contoso",
      CLIENT_ID: application?.appId,
      CLIENT_SECRET: application?.passwordCredentials[0]?.secretText,
      EXPRESS_SESSION_SECRET: expect.stringMatching(/^[0-9a-f]{64}$/),
      REDIRECT_URI: "http://localhost:3000/auth/redirect",
      POST_LOGOUT_REDIRECT_URI: "http://localhost:3000/",
    });
    expect(read(".env")).toContain(" Default: 3000\n#PORT=3000\n");
    expect(statSync(path.join(folder, ".env")).mode & 0o777).toBe(0o600);
    expect(files()).toEqual([".env", ".env.sample"]);
  });

  test("says what it does, what it made, where that is, and how to start the app", async () => {
    const { graph, lines, configure } = await startTestTenant();
    await configure();
    const appId = graph.applications[0]?.appId;
    expect(lines).toEqual(
      expect.arrayContaining([
        "Application: registering the app",
        `  made ${appId}`,
        "Express sign-in app is registered in contoso.onmicrosoft.com.",
        expect.stringContaining(`https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/`),
        expect.stringMatching(/^The secret is good until \d{4}-\d\d-\d\d\./),
        "Start the app with npm start. It is at http://localhost:3000.",
      ]),
    );
  });

  test("prints no token and no secret", async () => {
    const { graph, lines, accessTokens, configure, read } = await startTestTenant();
    await configure();
    const { EXPRESS_SESSION_SECRET } = parseVariables(read(".env"));
    const secrets = [
      ...accessTokens,
      graph.applications[0]?.passwordCredentials[0]?.secretText,
      EXPRESS_SESSION_SECRET,
    ];
    for (const secret of secrets) {
      expect(secret).toEqual(expect.any(String));
      expect(lines.join("\n")).not.toContain(secret);
    }
  });

  test("asks for the profile with --graph, and for sign-outs if the app has https", async () => {
    const { graph, configure } = await startTestTenant();
    await configure("--graph", "--base-url", "https://app.example.com", "--name", "Tom's app");
    expect(graph.applications).toEqual([
      expect.objectContaining({
        displayName: "Tom's app",
        web: expect.objectContaining({
          redirectUris: ["https://app.example.com/auth/redirect", "https://app.example.com/"],
          logoutUrl: "https://app.example.com/auth/frontchannel-logout",
        }),
        requiredResourceAccess: [
          expect.objectContaining({
            resourceAccess: expect.arrayContaining([
              { id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d", type: "Scope" },
            ]),
          }),
        ],
      }),
    ]);
    expect(graph.grants[0]?.scope).toBe("openid offline_access User.Read");
  });

  test("has the app ask for the profile with --graph, once everybody may be asked", async () => {
    const { graph, configure, read } = await startTestTenant();
    graph.roles = ["Application Developer"];
    await expect(configure("--graph")).rejects.toThrow("Admin consent failed.");
    expect(parseVariables(read(".env")).API_SCOPES).toBeUndefined();
    graph.roles = ["Global Administrator"];
    await configure("--graph");
    expect(parseVariables(read(".env")).API_SCOPES).toBe("User.Read");
  });

  test("tells the groups that are assigned to the app with --groups", async () => {
    const { graph, configure } = await startTestTenant();
    await configure("--groups");
    expect(graph.applications[0]?.groupMembershipClaims).toBe("ApplicationGroup");
    expect(graph.applications[0]?.optionalClaims?.idToken.map(({ name }) => name)).toContain("groups");
  });

  test("makes a secret that is good for the months asked for", async () => {
    const { graph, configure } = await startTestTenant();
    await configure("--secret-months", "24");
    const end = new Date(graph.applications[0]?.passwordCredentials[0]?.endDateTime ?? "");
    expect(end.getUTCFullYear() - new Date().getUTCFullYear()).toBe(2);
  });
});
