import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { refreshInBackground } from "../../../src/auth/tenant/backgroundRefresh.js";
import { loadConfig } from "../../../src/config/loadConfig.js";
import { dependenciesOf } from "../../support/app/dependenciesOf.js";
import { createMemoryLog } from "../../support/app/memoryLog.js";
import { registration } from "../../support/app/startApp.js";
import { TenantStub } from "../../support/tenant/tenantStub.js";

const hour = 60 * 60 * 1000;

afterEach(() => {
  vi.useRealTimers();
});

async function refreshing() {
  const tenant = await TenantStub.start();
  onTestFinished(() => tenant.close());
  const config = loadConfig({
    AUTHORITY: tenant.authority,
    CLIENT_ID: registration.clientId,
    CLIENT_SECRET: registration.clientSecret,
  });
  const log = createMemoryLog();
  const parts = await dependenciesOf(config, log);
  const refreshes = vi.spyOn(parts.idTokens, "refreshKeys").mock.settledResults;
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval", "setTimeout", "clearTimeout"] });
  onTestFinished(refreshInBackground(parts));
  vi.advanceTimersByTime(1_000);
  return { tenant, authProvider: parts.authProvider, log, refreshes };
}

describe("the refresh in the background", () => {
  test("fetches metadata and keys after the start, the keys every hour, and the metadata when a day is over", async () => {
    const { tenant, refreshes } = await refreshing();
    // A refresh that begins before the one before has ended shares its call.
    const ended = () => refreshes.filter(({ type }) => type === "fulfilled");
    await expect.poll(ended).toHaveLength(1);
    expect(tenant.calls).toMatchObject({ discovery: 1, keys: 1 });
    for (let count = 2; count <= 24; count += 1) {
      vi.advanceTimersByTime(hour);
      await expect.poll(ended).toHaveLength(count);
      expect(tenant.calls.keys).toBe(count);
    }
    expect(tenant.calls.discovery).toBe(1);
    vi.advanceTimersByTime(2 * hour);
    await expect.poll(() => tenant.calls.discovery).toBe(2);
  });

  test("keeps what it has and says so, where the tenant fails", async () => {
    const { tenant, authProvider, log, refreshes } = await refreshing();
    await expect.poll(() => refreshes[0]?.type).toBe("fulfilled");
    tenant.answers.keys = (_request, response) => void response.writeHead(500).end();
    vi.advanceTimersByTime(hour);
    await expect
      .poll(() => log.lines)
      .toContainEqual(expect.stringMatching(/^warn .*could not be refreshed/));
    const { url, transaction } = await authProvider.login({});
    const answer = tenant.authorize(url);
    expect((await authProvider.handleRedirect(answer, transaction)).claims.name).toBe("Ada Winters");
  });
});
