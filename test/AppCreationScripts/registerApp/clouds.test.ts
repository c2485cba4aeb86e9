import { describe, expect, test } from "vitest";
import { clouds } from "../../../AppCreationScripts/clouds.js";
import { parseVariables } from "../../../AppCreationScripts/project/environmentText.js";
import { loadConfig } from "../../../src/config.js";
import { startTestTenant } from "../testTenant.js";

const id = "aaaabbbb-0000-4ccc-8ddd-eeeeffff0000";

describe("The app is told where people sign in, in the cloud", () => {
  test.each([
    ["Global", "contoso.onmicrosoft.com", "https://contoso.ciamlogin.com/contoso.onmicrosoft.com"],
    ["USGov", "contoso.onmicrosoft.us", `https://login.microsoftonline.us/${id}/v2.0`],
    ["China", "contoso.partner.onmschina.cn", `https://login.partner.microsoftonline.cn/${id}/v2.0`],
  ] as const)("%s", async (environment, initialDomain, authority) => {
    const { ciamHosts, signInOrigin, adminCenter } = clouds[environment];
    const { lines, configure, read } = await startTestTenant({
      tenant: { id, initialDomain, tenantType: "CIAM" },
      cloud: { ciamHosts, signInOrigin, adminCenter },
    });
    await configure("--environment", environment);
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
