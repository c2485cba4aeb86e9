import { afterAll, afterEach, describe, expect, onTestFinished, test } from "vitest";
import { CertificateAuthority } from "../support/credentials/certificates.js";
import { expectHealthy, expectOutage, outages } from "../support/tenant/outage.js";
import { endpoints, startRelayedTenant } from "../support/tenant/relayedTenant.js";
import { TenantStub } from "../support/tenant/tenantStub.js";

const ca = await CertificateAuthority.create();
/** It bears the name of the authority, and has another key. */
const forger = await CertificateAuthority.create();
const { tenant, relays, ...relayed } = await startRelayedTenant(ca);
afterAll(relayed.close);
afterEach(relayed.heal);

describe.each(endpoints)("a %s endpoint whose certificate", (endpoint) => {
  test.each([
    ["has expired", () => ca.issue({ expired: true }), /CERT_HAS_EXPIRED/],
    ["is another host's", () => ca.issue({ host: "other.example" }), /ERR_TLS_CERT_ALTNAME_INVALID/],
    ["a forger of the authority signed", () => forger.issue(), /CERT_SIGNATURE_FAILURE/],
  ])("%s is told nothing, and signs people in with a good one", async (_what, issue, cause) => {
    const app = await relayed.startApp();
    onTestFinished(app.close);
    const impostor = await TenantStub.start(await issue());
    onTestFinished(() => impostor.close());
    relays[endpoint].leadTo(Number(new URL(impostor.authority).port));
    expect(await expectOutage(app, tenant, outages[endpoint])).toMatch(cause);
    expect(impostor.calls).toEqual({ discovery: 0, keys: 0, token: 0 });
    await relayed.heal();
    await expectHealthy(app, tenant);
  });
});
