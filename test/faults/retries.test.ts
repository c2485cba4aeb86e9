import type { RequestListener } from "node:http";
import { afterAll, afterEach, describe, expect, onTestFinished, test } from "vitest";
import { CertificateAuthority } from "../support/credentials/certificates.js";
import { answerJson, hangUp } from "../support/network/localServer.js";
import { attemptSignIn } from "../support/tenant/outage.js";
import { startRelayedTenant } from "../support/tenant/relayedTenant.js";
import type { Endpoint } from "../support/tenant/tenantStub.js";
import { takeTimeLimits } from "../support/time/timeLimit.js";
import { visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...relayed } = await startRelayedTenant(await CertificateAuthority.create());
afterAll(relayed.close);
afterEach(relayed.heal);

/** An app with a single sign-in behind it, during which the tenant's endpoint gave these answers first. */
async function signInDuring(endpoint: Endpoint, ...answers: readonly RequestListener[]) {
  const remaining = [...answers];
  const before = { ...tenant.calls };
  const app = await relayed.startApp();
  onTestFinished(app.close);
  tenant.answers[endpoint] = (request, response) => {
    const answer = remaining.shift();
    if (remaining.length === 0) {
      delete tenant.answers[endpoint];
    }
    answer?.(request, response);
  };
  const { status } = await attemptSignIn(visitorOf(app), tenant);
  return { status, calls: tenant.calls[endpoint] - before[endpoint] };
}

const fail = answerJson({ error: "server_error" }, 500);
const overloaded: RequestListener = (_request, response) =>
  void response.writeHead(429, { "Retry-After": "30" }).end("{}");

const transient: readonly [what: string, answer: RequestListener][] = [
  ["status 500", fail],
  ["a closed connection", hangUp],
];

describe.each(["discovery", "keys"] as const)("a call for %s", (endpoint) => {
  test.each(transient)("is made once more after %s", async (_what, answer) => {
    expect(await signInDuring(endpoint, answer)).toEqual({ status: 200, calls: 2 });
  });

  test.each(transient)("is not made a third time after %s", async (_what, answer) => {
    expect(await signInDuring(endpoint, answer, answer)).toEqual({ status: 503, calls: 2 });
  });

  test("is not made again where the tenant asks to wait", async () => {
    expect(await signInDuring(endpoint, overloaded)).toEqual({ status: 503, calls: 1 });
  });

  test("has 5 seconds in all, the second try included", async () => {
    const limits = takeTimeLimits();
    expect(await signInDuring(endpoint, fail, limits.runOut)).toEqual({ status: 503, calls: 2 });
    const callsOnTheWay = { discovery: 1, keys: 3 };
    expect(limits.milliseconds).toEqual(Array(callsOnTheWay[endpoint]).fill(5_000));
  });
});

describe("a call for tokens, which redeems a code", () => {
  test.each([...transient, ["status 429", overloaded] as const])(
    "is not made again after %s",
    async (_what, answer) => {
      expect(await signInDuring("token", answer)).toEqual({ status: 503, calls: 1 });
    },
  );
});
