import { afterAll, afterEach, describe, onTestFinished, test } from "vitest";
import { CertificateAuthority } from "../support/credentials/certificates.js";
import type { Relay } from "../support/network/relay.js";
import { expectHealthy, expectOutage, outages } from "../support/tenant/outage.js";
import { endpoints, startRelayedTenant } from "../support/tenant/relayedTenant.js";

const { tenant, relays, ...relayed } = await startRelayedTenant(await CertificateAuthority.create());
afterAll(relayed.close);
afterEach(relayed.heal);

describe.each(endpoints)("a tenant whose %s endpoint", (endpoint) => {
  test.each<[what: string, fault: (relay: Relay) => void | Promise<void>]>([
    ["is down", (relay) => relay.close()],
    ["resets connections", (relay) => relay.reset()],
  ])("%s signs nobody in, and people again when it is back", async (_what, fault) => {
    const app = await relayed.startApp();
    onTestFinished(app.close);
    await fault(relays[endpoint]);
    await expectOutage(app, tenant, outages[endpoint]);
    await relayed.heal();
    await expectHealthy(app, tenant);
  });
});
