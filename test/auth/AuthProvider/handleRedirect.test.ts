import { describe, expect, test } from "vitest";
import { aTransaction } from "../../support/app/aTransaction.js";
import { answerHtml, answerJson, hangUp } from "../../support/network/localServer.js";
import { startProvider } from "../../support/tenant/provider.js";
import { takeTimeLimits } from "../../support/time/timeLimit.js";

const { state, correlationId } = aTransaction;
const description = "AADSTS7000215: Invalid client secret for ada@contoso.example. Trace ID: 0";

/** A provider that has the metadata, and a tenant that then answers otherwise. */
async function startRedeeming(answer = answerHtml) {
  const { provider, tenant, logLines } = await startProvider();
  await provider.login({});
  tenant.answer = answer;
  return { provider, tenant, logLines };
}

describe("an authorization code", () => {
  test.each([
    ["no JSON", answerHtml, { code: "answer_invalid", status: 502 }],
    ["nothing", hangUp, { code: "tenant_unavailable", status: 503 }],
    ["no tokens", answerJson({}), { code: "answer_invalid", status: 502 }],
    ["status 500", answerJson({ error: "server_error" }, 500), { code: "tenant_unavailable", status: 503 }],
    ["status 500 alone", answerJson({}, 500), { code: "tenant_unavailable", status: 503 }],
    [
      "status 502 of a proxy",
      answerJson({ message: "Bad gateway" }, 502),
      { code: "tenant_unavailable", status: 503 },
    ],
    ["status 429", answerJson({ error: "slow_down" }, 429), { code: "tenant_unavailable", status: 503 }],
    [
      "that it was used",
      answerJson({ error: "invalid_grant" }, 400),
      { code: "sign_in_expired", status: 400 },
    ],
    [
      "that the secret is wrong",
      answerJson({ error: "invalid_client", error_description: description }, 401),
      { code: "app_refused", status: 502, aadsts: 7000215 },
    ],
  ])("signs nobody in where the tenant answers %s", async (_case, answer, expected) => {
    const { provider, logLines } = await startRedeeming(answer);
    const signIn = provider.handleRedirect({ state, code: "a-code" }, aTransaction);
    await expect(signIn).rejects.toMatchObject({ name: "AuthError", correlationId, ...expected });
    expect(logLines.join()).not.toMatch(/a-code|ada@/);
  });

  test("signs nobody in where the tenant does not answer in time", async () => {
    const limits = takeTimeLimits();
    const { provider } = await startRedeeming(limits.runOut);
    const signIn = provider.handleRedirect({ state, code: "a-code" }, aTransaction);
    await expect(signIn).rejects.toMatchObject({ code: "tenant_timeout", status: 504, correlationId });
  });

  test("of another request is not even sent to the tenant", async () => {
    const { provider, tenant } = await startRedeeming();
    const signIn = provider.handleRedirect({ state: "other", code: "a-code" }, aTransaction);
    await expect(signIn).rejects.toMatchObject({ code: "sign_in_expired", correlationId });
    expect(tenant.requests).toHaveLength(1);
  });
});
