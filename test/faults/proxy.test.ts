import type { Duplex } from "node:stream";
import { afterAll, afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { CertificateAuthority } from "../support/credentials/certificates.js";
import { startConnectProxy } from "../support/network/connectProxy.js";
import { expectHealthy, expectOutage, outages } from "../support/tenant/outage.js";
import { type endpoints, startRelayedTenant } from "../support/tenant/relayedTenant.js";
import { TenantStub } from "../support/tenant/tenantStub.js";
import { takeTimeLimits } from "../support/time/timeLimit.js";

const ca = await CertificateAuthority.create();
const { tenant, relays, ...relayed } = await startRelayedTenant(ca);
afterAll(relayed.close);

const addressOf = (endpoint: (typeof endpoints)[number]) => `localhost:${relays[endpoint].port}`;

async function start(proxyUrl: (url: string) => string = (url) => url) {
  const proxy = await startConnectProxy();
  onTestFinished(proxy.close);
  stubProxySettings({ HTTPS_PROXY: proxyUrl(proxy.url), NO_PROXY: "" });
  const app = await relayed.startApp();
  onTestFinished(app.close);
  return { proxy, app };
}

/** Both spellings of the names count, the small letters first. */
function stubProxySettings(settings: Record<string, string>): void {
  for (const [name, value] of Object.entries(settings)) {
    vi.stubEnv(name, value);
    vi.stubEnv(name.toLowerCase(), value);
  }
}

beforeEach(() => stubProxySettings({ HTTP_PROXY: "", ALL_PROXY: "" }));
afterEach(() => {
  vi.unstubAllEnvs();
  return relayed.heal();
});

describe("with HTTPS_PROXY the app", () => {
  test("calls discovery, keys and token endpoint through a tunnel each", async () => {
    const { proxy, app } = await start();
    await expectHealthy(app, tenant);
    expect(proxy.targets).toEqual([addressOf("discovery"), addressOf("token"), addressOf("keys")]);
  });

  test("gives the proxy the credentials of its URL", async () => {
    const { proxy, app } = await start((url) => url.replace("http://", "http://app:password@"));
    await expectHealthy(app, tenant);
    const basic = `Basic ${Buffer.from("app:password").toString("base64")}`;
    expect(proxy.credentials).toEqual([basic, basic, basic]);
  });

  test("gives a proxy that asks for them the credentials of its URL as they are, not as they are written there", async () => {
    const { proxy, app } = await start((url) => url.replace("http://", "http://CORP%5Cada:p%40ss%3A%23%25@"));
    proxy.wants = "CORP\\ada:p@ss:#%";
    await expectHealthy(app, tenant);
    expect(proxy.targets).toEqual([addressOf("discovery"), addressOf("token"), addressOf("keys")]);
  });

  test("gives a proxy no password where its URL has a user name alone", async () => {
    const { proxy, app } = await start((url) => url.replace("http://", "http://ada@"));
    proxy.wants = "ada:";
    await expectHealthy(app, tenant);
  });

  test("trusts no other certificates than without", async () => {
    const { app } = await start();
    const impostor = await TenantStub.start(await ca.issue({ expired: true }));
    onTestFinished(() => impostor.close());
    relays.discovery.leadTo(Number(new URL(impostor.authority).port));
    expect(await expectOutage(app, tenant, outages.discovery)).toMatch(/CERT_HAS_EXPIRED/);
    expect(impostor.calls.discovery).toBe(0);
  });

  test("goes past the proxy to the hosts of NO_PROXY, for each of the three", async () => {
    const { proxy, app } = await start();
    stubProxySettings({ NO_PROXY: "example.com,localhost" });
    await expectHealthy(app, tenant);
    expect(proxy.targets).toEqual([]);
  });
});

describe("a proxy that", () => {
  test.each<[what: string, refuse: (client: Duplex) => void]>([
    ["refuses", (client) => client.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")],
    ["asks for credentials", (client) => client.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")],
  ])("%s keeps people from signing in, until it is well", async (_what, refuse) => {
    const { proxy, app } = await start((url) => url.replace("http://", "http://app:password@"));
    proxy.answer = refuse;
    expect(await expectOutage(app, tenant, outages.discovery)).not.toContain("password");
    proxy.answer = undefined;
    await expectHealthy(app, tenant);
  });

  // The agent that makes the tunnels waits for all of an answer, and only the limit ends that.
  test.each<[what: string, fault: (client: Duplex) => void]>([
    ["never answers", () => undefined],
    ["hangs up", (client) => client.destroy()],
    ["answers garbage", (client) => client.end("\0\0\0")],
  ])("%s is given up when the time has run out, and used when it is well", async (_what, fault) => {
    const limits = takeTimeLimits();
    const { proxy, app } = await start();
    proxy.answer = (client) => {
      fault(client);
      limits.runOut();
    };
    await expectOutage(app, tenant, outages.discovery);
    expect(limits.milliseconds).toEqual([5_000]);
    proxy.answer = undefined;
    await expectHealthy(app, tenant);
  });

  test("is down keeps people from signing in", async () => {
    const { proxy, app } = await start();
    await proxy.close();
    await expectOutage(app, tenant, outages.discovery);
  });
});
