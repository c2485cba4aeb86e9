import { describe, expect, test } from "vitest";
import { describeFailure } from "../../../../AppCreationScripts/commandLine/describeFailure.js";
import { startTestTenant, type TestTenant } from "../../testTenant.js";

const failureOf = ({ configure }: TestTenant, ...commandLine: readonly string[]) =>
  configure(...commandLine).then(() => "", describeFailure);

const again = /Run the same command/;
const refusedAgain =
  "What is done so far stays. The same command would be refused again: mend the cause first.";

describe("If a policy of the tenant refuses a credential, npm run configure names what helps:", () => {
  test("a secret for fewer months, or a certificate", async () => {
    const tenant = await startTestTenant();
    tenant.graph.credentialPolicy.mostDays = 100;
    const message = await failureOf(tenant);
    expect(message).toMatch(/^Client secret failed\. .*\(400, CredentialInvalidLifetimeAsPerAppPolicy, /);
    expect(message).toContain("with a smaller --secret-months, or with --certificate.");
    expect(message).not.toMatch(again);
    expect(message.endsWith(refusedAgain)).toBe(true);
    expect(await failureOf(tenant, "--secret-months", "3")).toBe("");
  });

  test("a certificate if no secret is allowed", async () => {
    const tenant = await startTestTenant();
    tenant.graph.credentialPolicy.secrets = false;
    const message = await failureOf(tenant);
    expect(message).toContain("allows no secrets: run the command with --certificate.");
    expect(message.endsWith(refusedAgain)).toBe(true);
    expect(await failureOf(tenant, "--certificate")).toBe("");
  });

  test("an exemption, or a secret, if no certificate may be good for a year", async () => {
    const tenant = await startTestTenant();
    tenant.graph.credentialPolicy.mostDays = 100;
    const message = await failureOf(tenant, "--certificate");
    expect(message).toMatch(/^Certificate failed\. .*\(400, CredentialInvalidLifetimeAsPerAppPolicy, /);
    expect(message).toContain(
      "let its administrators exempt the application, or run the command with --secret-months.",
    );
    expect(message.endsWith(refusedAgain)).toBe(true);
    expect(await failureOf(tenant, "--secret-months", "3")).toBe("");
  });
});

describe("npm run configure asks to be run again", () => {
  test.each([401, 404, 409, 429, 500, 503] as const)("after a status that passes: %i", async (status) => {
    const tenant = await startTestTenant();
    await tenant.configure();
    for (let number = 1; number <= 6; number += 1) {
      tenant.graph.failCall(tenant.graph.requests.length + number, status);
    }
    expect(await failureOf(tenant)).toMatch(/stays\. Run the same command again: it continues\.$/);
  });

  test.each([400, 422] as const)("not after one that stays: %i", async (status) => {
    const tenant = await startTestTenant();
    tenant.graph.failCall(1, status);
    expect(await failureOf(tenant)).not.toMatch(again);
  });
});
