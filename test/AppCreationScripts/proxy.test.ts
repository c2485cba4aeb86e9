import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import * as z from "zod";
import { clouds } from "../../AppCreationScripts/clouds.js";
import { connectGraph } from "../../AppCreationScripts/graph/connectGraph.js";
import { registrationPermissions } from "../../AppCreationScripts/registerApp.js";
import { signInAdministrator } from "../../AppCreationScripts/signIn/signInAdministrator.js";
import { startConnectProxy } from "../support/network/connectProxy.js";
import { createMemoryOutput } from "./terminal/memoryOutput.js";

/** Starts a proxy that leads nowhere, and makes it the one that this process uses. */
async function startDeadEnd() {
  const proxy = await startConnectProxy();
  onTestFinished(proxy.close);
  proxy.answer = (client) => client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  for (const name of ["HTTPS_PROXY", "https_proxy"]) {
    vi.stubEnv(name, proxy.url);
  }
  for (const name of ["NO_PROXY", "no_proxy"]) {
    vi.stubEnv(name, "");
  }
  return proxy;
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe.each([
  ["Global", "login.microsoftonline.com", "graph.microsoft.com"],
  ["USGov", "login.microsoftonline.us", "graph.microsoft.us"],
  ["China", "login.partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn"],
] as const)("In the cloud %s, through the proxy of HTTPS_PROXY,", (environment, signInHost, graphHost) => {
  test("people sign in at its own host, and no other is asked", async () => {
    const proxy = await startDeadEnd();
    const cloud = clouds[environment];
    const signingIn = signInAdministrator(
      { cloud, tenant: "contoso.onmicrosoft.com", permissions: registrationPermissions(cloud) },
      createMemoryOutput(),
      { clientId: "11111111-2222-4333-8444-555555555555", way: "device-code" },
    );
    await expect(signingIn).rejects.toThrow(`at https://${signInHost}. `);
    expect(proxy.targets).toEqual([`${signInHost}:443`]);
  });

  test("Graph is called at its own host", async () => {
    const proxy = await startDeadEnd();
    const wait = async () => undefined;
    const graph = connectGraph({ origin: clouds[environment].graphOrigin, accessToken: "token", wait });
    await expect(graph.post("/things", {}, z.unknown())).rejects.toMatchObject({ name: "GraphError" });
    expect(proxy.targets).toEqual([`${graphHost}:443`]);
  });
});
