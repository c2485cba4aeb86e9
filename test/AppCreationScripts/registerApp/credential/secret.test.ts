import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { describeFailure } from "../../../../AppCreationScripts/commandLine/describeFailure.js";
import { parseVariables } from "../../../../AppCreationScripts/project/environmentText.js";
import { startTestTenant, type TestTenant } from "../../testTenant.js";

/** The number of the call that makes the secret, in a tenant that has nothing. */
const secretCall = 8;

const secretsOf = ({ graph }: TestTenant) => graph.applications[0]?.passwordCredentials ?? [];

const secretIn = (tenant: TestTenant) => parseVariables(tenant.read(".env")).CLIENT_SECRET;

async function failureOf(run: Promise<void>): Promise<string> {
  return run.then(() => "", describeFailure);
}

describe("A client secret", () => {
  test("is made anew if .env has another one", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    tenant.write(
      ".env",
      tenant.read(".env").replace(/^CLIENT_SECRET=.*$/m, "CLIENT_SECRET=typed-in-by-hand"),
    );
    await tenant.configure();
    expect(secretsOf(tenant)).toHaveLength(2);
    expect(secretIn(tenant)).toBe(secretsOf(tenant)[1]?.secretText);
  });

  test("is made anew if .env is another application's", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--name", "one");
    await tenant.configure("--name", "two");
    await tenant.configure("--name", "one");
    expect(secretsOf(tenant)).toHaveLength(2);
  });

  test("is made anew a week before its end, not sooner", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    const [secret] = secretsOf(tenant);
    const end = new Date(secret?.endDateTime ?? "").getTime();
    vi.useFakeTimers({ toFake: ["Date"], now: end - 8 * 24 * 60 * 60 * 1000 });
    await tenant.configure();
    expect(secretsOf(tenant)).toHaveLength(1);
    vi.setSystemTime(end - 6 * 24 * 60 * 60 * 1000);
    await tenant.configure();
    vi.useRealTimers();
    expect(secretsOf(tenant)).toHaveLength(2);
  });

  test("is removed again if .env cannot be written", async () => {
    const tenant: TestTenant = await startTestTenant({
      tools: {
        // It waits once, when Graph is too busy to make the secret.
        async wait() {
          rmSync(path.join(tenant.folder, ".env"));
          mkdirSync(path.join(tenant.folder, ".env"));
        },
      },
    });
    tenant.graph.failCall(secretCall, 429);
    expect(await failureOf(tenant.configure())).toMatch(
      /^Client secret failed\. \.env cannot be read: EISDIR.*\nThe new secret was removed again\.\n/,
    );
    expect(secretsOf(tenant)).toEqual([]);
  });

  test("is told by its name if it cannot be removed again", async () => {
    const tenant = await startTestTenant();
    tenant.graph.failCall(secretCall, "cut", "after");
    for (let number = secretCall + 1; number <= secretCall + 6; number += 1) {
      tenant.graph.failCall(number, "cut");
    }
    const message = await failureOf(tenant.configure());
    const [left] = secretsOf(tenant);
    expect(left?.displayName).toMatch(/^npm run configure \d{4}-/);
    expect(message).toContain(`A secret that nobody knows may be left: remove "${left?.displayName}"`);
    await tenant.configure();
    expect(secretIn(tenant)).toBe(secretsOf(tenant)[1]?.secretText);
  });

  test("takes the place of every other credential", async () => {
    const tenant = await startTestTenant();
    tenant.write(
      ".env",
      "CLIENT_CERTIFICATE_PATH=cert.pem\nCLIENT_CERTIFICATE_KEY_PATH=key.pem\nCLIENT_CREDENTIAL=managed-identity\n",
    );
    await tenant.configure();
    expect(parseVariables(tenant.read(".env"))).toMatchObject({
      CLIENT_SECRET: expect.stringMatching(/./),
      CLIENT_CERTIFICATE_PATH: "",
      CLIENT_CERTIFICATE_KEY_PATH: "",
      CLIENT_CREDENTIAL: "",
    });
  });
});

test("An .env that cannot be read is told before anybody signs in", async () => {
  const signIn = vi.fn();
  const tenant = await startTestTenant({ tools: { signIn } });
  mkdirSync(path.join(tenant.folder, ".env"));
  expect(await failureOf(tenant.configure())).toMatch(/^\.env cannot be read: EISDIR/);
  expect(signIn).not.toHaveBeenCalled();
});
