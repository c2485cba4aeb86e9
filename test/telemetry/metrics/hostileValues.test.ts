import { describe, expect, test } from "vitest";
import { signInFailed, tokenRefreshFailed } from "../../../src/telemetry/events.js";
import { apiCalls, redisCommands, requests, tenantCalls } from "../../../src/telemetry/operations.js";
import { startMeasuring } from "../../support/telemetry/startMeasuring.js";

/** More than any label may have values. */
const many = 3_000;

/** What browsers, tenants and stores could put wherever they choose the words. */
function hostile(index: number): string {
  return `evil-${index}"}\n\\ada@contoso.example`;
}

/** An error as a store or a connection makes it, under any name. */
function namedError(name: string): Error {
  return Object.assign(new Error(name), { name, code: name });
}

/** Letters alone, as names of errors have. */
function wordOf(index: number): string {
  const letters = [index % 26, Math.floor(index / 26) % 26, Math.floor(index / 676)];
  return `Error${letters.map((letter) => String.fromCharCode(97 + letter)).join("")}`;
}

function seriesOf(samples: Record<string, number>, metric: string): string[] {
  return Object.keys(samples).filter((name) => name.startsWith(`${metric}{`));
}

describe("metrics that hostile values flood", () => {
  test("keep a few series, and count everything", async () => {
    const measuring = await startMeasuring();
    for (let index = 0; index < many; index += 1) {
      const word = hostile(index);
      signInFailed.publish({ code: word, aadsts: index + 1_000_000 });
      tokenRefreshFailed.publish({ code: word, aadsts: index });
      const request = { method: word, route: word, status: index };
      requests.start.publish(request);
      requests.asyncEnd.publish(request);
      const error = namedError(wordOf(index));
      const tenant = {
        what: "token" as const,
        method: "POST" as const,
        server: word,
        resends: 0,
        status: index,
      };
      await tenantCalls.tracePromise(async () => Promise.reject(error), tenant).catch(() => undefined);
      const api = { method: word, server: word, status: -index };
      await apiCalls.tracePromise(async () => undefined, api);
      const command = { command: word, serverAddress: word };
      await redisCommands.tracePromise(async () => Promise.reject(error), command).catch(() => undefined);
    }
    const samples = await measuring.samples();
    const few = (metric: string, most: number) => {
      const series = seriesOf(samples, metric);
      const counted = series.reduce((sum, name) => sum + (samples[name] ?? 0), 0);
      expect([metric, counted]).toEqual([metric, metric.startsWith("http_client") ? 2 * many : many]);
      expect(series.length).toBeLessThanOrEqual(most);
    };
    few("entra_sign_in_failed_total", 2);
    few("entra_access_token_refresh_failed_total", 40);
    few("http_server_request_duration_count", 1_000);
    few("http_client_request_duration_count", 1_000);
    few("db_client_operation_duration_count", 31);
    expect(
      Object.keys(samples)
        .filter((name) => name.includes("db_client"))
        .join(),
    ).not.toContain("evil");
  });
});
