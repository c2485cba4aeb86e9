import { afterEach, describe, expect, test, vi } from "vitest";
import { TenantClient } from "../../../src/auth/http/tenantClient.js";
import { AuthorityMetadataSource } from "../../../src/auth/tenant/authorityMetadata.js";
import { createMemoryLog } from "../../support/app/memoryLog.js";
import {
  answerHtml,
  answerJson,
  hangUp,
  type LocalServer,
  startLocalServer,
} from "../../support/network/localServer.js";
import { metadataOf } from "../../support/tenant/metadataOf.js";
import { takeTimeLimits } from "../../support/time/timeLimit.js";

const hours = 60 * 60 * 1000;
const unavailable = expect.objectContaining({ name: "AuthError", code: "metadata_unavailable" });

async function startTenant(answer = answerHtml) {
  const server = await startLocalServer(answer);
  const authority = `${server.url}/contoso.onmicrosoft.com`;
  const log = createMemoryLog();
  const source = new AuthorityMetadataSource({ authority, http: new TenantClient(), log });
  return { server, source, log, metadata: metadataOf(`${server.url}/TID`) };
}

/** The tenant answers with a document whose token endpoint has this last segment. */
function serveMetadata(server: LocalServer, tokenSegment = "token") {
  const metadata = metadataOf(`${server.url}/TID`);
  const token_endpoint = `${server.url}/TID/oauth2/v2.0/${tokenSegment}`;
  server.answer = answerJson({ ...metadata, token_endpoint, scopes_supported: ["openid"] });
}

afterEach(() => void vi.useRealTimers());

describe("the tenant's metadata", () => {
  test("is what the app needs of the discovery document", async () => {
    const { server, source, metadata } = await startTenant();
    serveMetadata(server);
    expect(await source.get()).toEqual(metadata);
    expect(server.requests).toEqual(["GET /contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration"]);
  });

  test("is not fetched before it is needed", async () => {
    const { server } = await startTenant();
    expect(server.requests).toEqual([]);
  });

  test("is fetched once for 50 callers at the same time, and kept", async () => {
    const { server, source } = await startTenant();
    serveMetadata(server);
    const all = await Promise.all(Array.from({ length: 50 }, () => source.get()));
    expect(new Set(all).size).toBe(1);
    expect(await source.get()).toBe(all[0]);
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ["HTML", answerHtml],
    ["status 500", answerJson({ error: "server_error" }, 500)],
    ["status 404", answerJson({ error: "invalid_tenant" }, 404)],
    ["an empty object", answerJson({})],
    ["a closed connection", hangUp],
  ])("heals by itself after %s", async (_case, answer) => {
    const { server, source, metadata } = await startTenant(answer);
    const all = Array.from({ length: 10 }, () => source.get());
    await expect(Promise.any(all)).rejects.toMatchObject({ errors: all.map(() => unavailable) });
    // The HTTP client may try once more; ten callers do not.
    expect(server.requests.length).toBeLessThanOrEqual(2);
    serveMetadata(server);
    expect(await source.get()).toEqual(metadata);
  });

  test("heals by itself after a tenant that did not answer in 5 seconds", async () => {
    const limits = takeTimeLimits();
    const { server, source, metadata } = await startTenant(limits.runOut);
    await expect(source.get()).rejects.toThrow(unavailable);
    expect(limits.milliseconds).toEqual([5_000]);
    serveMetadata(server);
    expect(await source.get()).toEqual(metadata);
  });

  test("is refreshed once a day, behind the back of those who ask", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { server, source, metadata } = await startTenant();
    serveMetadata(server);
    await source.get();
    serveMetadata(server, "new-token");
    vi.setSystemTime(Date.now() + 23 * hours);
    expect(await source.get()).toEqual(metadata);
    await fetch(`${server.url}/after-any-refresh`);
    expect(server.requests).toHaveLength(2);
    vi.setSystemTime(Date.now() + 2 * hours);
    expect(await source.get()).toEqual(metadata);
    await expect.poll(async () => (await source.get()).token_endpoint).toMatch(/new-token$/);
    expect(server.requests).toHaveLength(3);
  });

  test("is refreshed though the clock was put back", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { server, source } = await startTenant();
    serveMetadata(server);
    await source.get();
    serveMetadata(server, "new-token");
    vi.setSystemTime(Date.now() - 30 * 24 * hours);
    await source.get();
    await expect.poll(async () => (await source.get()).token_endpoint).toMatch(/new-token$/);
  });

  test("stays the old one where it cannot be refreshed, and the log says so", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { server, source, metadata, log } = await startTenant();
    serveMetadata(server);
    await source.get();
    server.answer = answerHtml;
    vi.setSystemTime(Date.now() + 25 * hours);
    const all = Array.from({ length: 10 }, () => source.get());
    expect(await Promise.all(all)).toEqual(all.map(() => metadata));
    await expect.poll(() => log.lines).toHaveLength(1);
    expect(log.lines[0]).toMatch(/^warn The tenant's metadata could not be refreshed, the old one stays/);
    expect(await source.get()).toEqual(metadata);
  });
});
