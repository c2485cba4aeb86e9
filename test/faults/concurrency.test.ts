import { afterAll, afterEach, describe, expect, onTestFinished, test } from "vitest";
import { CertificateAuthority } from "../support/credentials/certificates.js";
import { startRelayedTenant } from "../support/tenant/relayedTenant.js";
import type { Endpoint } from "../support/tenant/tenantStub.js";
import { beginSignIn, type Visitor, visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...relayed } = await startRelayedTenant(await CertificateAuthority.create());
afterAll(relayed.close);
afterEach(relayed.heal);

/** An app that has called nobody yet, 200 visitors, and how often the tenant was called since. */
async function startBusyApp() {
  const before = { ...tenant.calls };
  const app = await relayed.startApp();
  onTestFinished(app.close);
  const visitors = Array.from({ length: 200 }, () => visitorOf(app));
  const callsSince = () => ({
    discovery: tenant.calls.discovery - before.discovery,
    keys: tenant.calls.keys - before.keys,
    token: tenant.calls.token - before.token,
  });
  return { visitors, callsSince };
}

/** The tenant's endpoint fails from now on; gives the largest number of calls that it was failing at the same time. */
function failEachCall(endpoint: Endpoint): () => number {
  let now = 0;
  let most = 0;
  tenant.answers[endpoint] = (_request, response) => {
    now += 1;
    most = Math.max(most, now);
    setImmediate(() => {
      now -= 1;
      response.writeHead(500).end();
    });
  };
  return () => most;
}

function completeAll(visitors: readonly Visitor[], urls: readonly string[]) {
  return Promise.all(visitors.map((visitor, index) => complete(visitor, urls[index] ?? "")));
}

function complete(visitor: Visitor, url: string) {
  return visitor.post("/auth/redirect").type("form").send(tenant.authorize(url));
}

function beginAll(visitors: readonly Visitor[]) {
  return Promise.all(visitors.map((visitor) => beginSignIn(visitor)));
}

describe("200 people at the same time", () => {
  test("make one discovery request when they are the first, and one for keys when they come back", async () => {
    const { visitors, callsSince } = await startBusyApp();
    const urls = await beginAll(visitors);
    expect(new Set(urls).size).toBe(200);
    expect(callsSince()).toEqual({ discovery: 1, keys: 0, token: 0 });
    const pages = await completeAll(visitors, urls);
    expect(pages.filter(({ status }) => status === 200)).toHaveLength(200);
    expect(callsSince()).toEqual({ discovery: 1, keys: 1, token: 200 });
  });

  test("make one discovery request at a time while that fails, and each gets the page", async () => {
    const { visitors } = await startBusyApp();
    const most = failEachCall("discovery");
    const pages = await Promise.all(visitors.map((visitor) => visitor.get("/auth/signin")));
    expect(pages.filter(({ status }) => status === 503)).toHaveLength(200);
    expect(most()).toBe(1);
  });

  test("make one request for keys at a time while that fails, and nobody is signed in", async () => {
    const { visitors } = await startBusyApp();
    const urls = await beginAll(visitors);
    const most = failEachCall("keys");
    const pages = await completeAll(visitors, urls);
    expect(pages.filter(({ status }) => status === 503)).toHaveLength(200);
    expect(most()).toBe(1);
  });
});
