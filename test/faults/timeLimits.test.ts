import { afterAll, afterEach, describe, expect, onTestFinished, test } from "vitest";
import { CertificateAuthority } from "../support/credentials/certificates.js";
import { expectHealthy, expectOutage, outages } from "../support/tenant/outage.js";
import { endpoints, type RelayedTenant, startRelayedTenant } from "../support/tenant/relayedTenant.js";
import type { Endpoint } from "../support/tenant/tenantStub.js";
import { takeTimeLimits } from "../support/time/timeLimit.js";

const { tenant, relays, ...relayed } = await startRelayedTenant(await CertificateAuthority.create());
afterAll(relayed.close);
afterEach(relayed.heal);

type Fault = (tenant: Pick<RelayedTenant, "tenant" | "relays">, endpoint: Endpoint) => Promise<unknown>;

/** Each resolves when a call has met it. */
const faults: readonly [what: string, begin: Fault][] = [
  ["takes connections and falls silent", ({ relays }, endpoint) => relays[endpoint].fallSilent()],
  [
    "takes requests and never answers",
    ({ tenant }, endpoint) =>
      new Promise<void>((resolve) => {
        tenant.answers[endpoint] = () => resolve();
      }),
  ],
  [
    "drips an answer byte by byte",
    ({ tenant }, endpoint) =>
      new Promise<void>((resolve) => {
        tenant.answers[endpoint] = async (_request, response) => {
          response.writeHead(200, { "Content-Type": "application/json" });
          for (let count = 0; count < 10; count += 1) {
            await new Promise((written) => response.write(" ", written));
          }
          resolve();
        };
      }),
  ],
];

const callsOnTheWay = { discovery: 1, token: 2, keys: 3 };

describe.each(endpoints)("a tenant whose %s endpoint", (endpoint) => {
  test.each(faults)(
    "%s is given up after 5 seconds, and used again when it is well",
    async (_what, begin) => {
      const limits = takeTimeLimits();
      const app = await relayed.startApp();
      onTestFinished(app.close);
      const met = begin({ tenant, relays }, endpoint);
      let givenUp = false;
      const timeout = { status: 504, code: "tenant_timeout" };
      const outage = expectOutage(app, tenant, endpoint === "token" ? timeout : outages[endpoint]).finally(
        () => {
          givenUp = true;
        },
      );
      await met;
      expect(givenUp).toBe(false);
      limits.runOut();
      await outage;
      // One limit for each call, and no second one for that which was given up.
      expect(limits.milliseconds).toEqual(Array(callsOnTheWay[endpoint]).fill(5_000));
      await relayed.heal();
      await expectHealthy(app, tenant);
    },
  );
});
