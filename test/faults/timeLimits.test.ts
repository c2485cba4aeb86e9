import { describe, expect, it } from "vitest";
import { CertificateAuthority } from "../support/certificates.js";
import { neverAnswer } from "../support/localServer.js";
import { expectHealthy, expectOutage, outages } from "../support/outage.js";
import { endpoints, type RelayedTenant, startRelayedTenant } from "../support/relayedTenant.js";
import type { Endpoint } from "../support/tenantStub.js";

const ca = await CertificateAuthority.create();

/** In milliseconds, by the real clock: this is the one place that shows the limit as a person meets it. */
const limit = 5_000;

const faults: readonly [what: string, begin: (tenant: RelayedTenant, endpoint: Endpoint) => void][] = [
  ["takes connections and falls silent", ({ relays }, endpoint) => relays[endpoint].fallSilent()],
  [
    "takes requests and never answers",
    ({ tenant }, endpoint) => {
      tenant.answers[endpoint] = neverAnswer;
    },
  ],
  [
    "drips an answer byte by byte",
    ({ tenant }, endpoint) => {
      tenant.answers[endpoint] = (_request, response) => {
        response.writeHead(200, { "Content-Type": "application/json" });
        const drip = setInterval(() => response.write(" "), 100);
        response.on("close", () => clearInterval(drip));
      };
    },
  ],
];

const cases = endpoints.flatMap((endpoint) => faults.map(([what, begin]) => ({ endpoint, what, begin })));

describe("a tenant", () => {
  // At the same time, because each takes the limit.
  it.concurrent.each(cases)(
    "whose $endpoint endpoint $what is given up after 5 seconds, and used again when it is well",
    async ({ endpoint, begin }) => {
      const relayed = await startRelayedTenant(ca);
      const app = await relayed.startApp();
      begin(relayed, endpoint);
      const started = performance.now();
      const timeout = { status: 504, code: "tenant_timeout" };
      await expectOutage(app, relayed.tenant, endpoint === "token" ? timeout : outages[endpoint]);
      const took = performance.now() - started;
      expect(took).toBeGreaterThan(limit - 100);
      // The rest of the sign-in takes its time too; a second limit would be one too many.
      expect(took).toBeLessThan(2 * limit);
      await relayed.heal();
      await expectHealthy(app, relayed.tenant);
      await app.close();
      await relayed.close();
    },
  );
});
