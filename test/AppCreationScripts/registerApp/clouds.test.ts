import { describe, expect, test } from "vitest";
import { clouds } from "../../../AppCreationScripts/clouds.js";
import { parseVariables } from "../../../AppCreationScripts/project/environmentText.js";
import { registrationPermissions } from "../../../AppCreationScripts/registerApp.js";
import { removalPermissions } from "../../../AppCreationScripts/removeApp.js";
import { loadConfig } from "../../../src/config/loadConfig.js";
import { startTestTenant } from "../testTenant.js";

const id = "aaaabbbb-0000-4ccc-8ddd-eeeeffff0000";

describe("The app is told where people sign in, in the cloud", () => {
  test.each([
    ["Global", "contoso.onmicrosoft.com", "https://contoso.ciamlogin.com/contoso.onmicrosoft.com"],
    ["USGov", "contoso.onmicrosoft.us", `https://login.microsoftonline.us/${id}/v2.0`],
    ["China", "contoso.partner.onmschina.cn", `https://login.partner.microsoftonline.cn/${id}/v2.0`],
  ] as const)("%s", async (environment, initialDomain, authority) => {
    const { externalTenants, signInOrigin, adminCenter } = clouds[environment];
    const { lines, configure, read } = await startTestTenant({
      tenant: { id, initialDomain, tenantType: externalTenants ? "CIAM" : "AAD" },
      cloud: { externalTenants, signInOrigin, adminCenter },
    });
    await configure("--environment", environment, "--client-id", id);
    expect(loadConfig(parseVariables(read(".env"))).authority).toBe(authority);
    expect(lines.join("\n")).toContain(`${adminCenter}/#view/`);
  });
});

describe("Each cloud has its own hosts:", () => {
  test.each([
    ["Global", "login.microsoftonline.com", "graph.microsoft.com", "entra.microsoft.com"],
    ["USGov", "login.microsoftonline.us", "graph.microsoft.us", "entra.microsoft.us"],
    [
      "China",
      "login.partner.microsoftonline.cn",
      "microsoftgraph.chinacloudapi.cn",
      "entra.microsoftonline.cn",
    ],
  ] as const)("%s", (environment, signInHost, graphHost, adminHost) => {
    expect(clouds[environment]).toMatchObject({
      signInOrigin: `https://${signInHost}`,
      graphOrigin: `https://${graphHost}`,
      adminCenter: `https://${adminHost}`,
    });
  });
});

describe("People are asked for the permissions that a command needs in the cloud", () => {
  const applications = "Application.ReadWrite.All";
  const userFlows = "EventListener.ReadWrite.All";
  const forRegistration = [
    applications,
    "DelegatedPermissionGrant.ReadWrite.All",
    "Directory.Read.All",
    "Organization.Read.All",
  ];

  test("Global, for user flows too", () => {
    expect(registrationPermissions(clouds.Global)).toEqual([...forRegistration, userFlows].sort());
    expect(removalPermissions(clouds.Global)).toEqual([applications, userFlows]);
  });

  test.each(["USGov", "China"] as const)("%s, where none for user flows exists", (environment) => {
    expect(registrationPermissions(clouds[environment])).toEqual(forRegistration);
    expect(removalPermissions(clouds[environment])).toEqual([applications]);
  });
});
