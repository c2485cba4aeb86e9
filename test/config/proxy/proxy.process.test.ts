import { expect, onTestFinished, test } from "vitest";
import { tenantEnvironment } from "../../support/app/environments.js";
import { startConnectProxy } from "../../support/network/connectProxy.js";
import { freePort, startServer } from "../../support/process/startServer.js";

test.each([
  ["HTTPS_PROXY", "CORP%5Cada:p%40ss@"],
  ["https_proxy", ""],
])("the app reaches its tenant through a proxy that is named without a scheme in %s", async (name, user) => {
  const proxy = await startConnectProxy();
  onTestFinished(proxy.close);
  const asked = new Promise<void>((resolve) => {
    proxy.answer = (client) => {
      client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
      resolve();
    };
  });
  const server = startServer({
    environment: {
      ...tenantEnvironment,
      HOST: "127.0.0.1",
      PORT: String(await freePort()),
      [name]: user + new URL(proxy.url).host,
    },
  });
  onTestFinished(() => server.stop("SIGKILL"));
  await asked;
  expect(proxy.targets).toContain("contoso.ciamlogin.com:443");
  const credentials = user && `Basic ${Buffer.from("CORP\\ada:p@ss").toString("base64")}`;
  expect(proxy.credentials[0] ?? "").toBe(credentials);
});
