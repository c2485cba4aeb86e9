import { describe, expect, test } from "vitest";
import { describeFailure } from "../../../AppCreationScripts/describeFailure.js";
import { startTestTenant } from "../testTenant.js";

const options: readonly (readonly [string, readonly string[]])[] = [
  ["a secret", []],
  ["a certificate", ["--certificate"]],
];

describe("While Entra does not know everywhere what was just made, npm run configure", () => {
  test.each(options)("waits until it does, with %s", async (_case, commandLine) => {
    const { graph, waits, configure } = await startTestTenant();
    graph.appearAfter(3);
    await configure(...commandLine);
    expect(graph.applications).toHaveLength(1);
    expect(graph.userFlows).toHaveLength(1);
    expect(graph.grants).toHaveLength(1);
    expect(waits).toEqual(expect.arrayContaining([1_000, 2_000, 4_000]));
  });

  test("waits a minute at most, and then says what is not there", async () => {
    const { graph, waits, configure } = await startTestTenant();
    graph.appearAfter(1_000);
    const message = await configure().then(() => "", describeFailure);
    expect(message).toMatch(/^Service principal failed\. .*does not reference a valid application object/);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(60_000);
  });

  test("does not wait for what was there before", async () => {
    const { graph, waits, configure } = await startTestTenant();
    await configure();
    const [application] = graph.applications;
    graph.failCall(graph.requests.length + 4, 404);
    const message = await configure().then(() => "", describeFailure);
    expect(message).toMatch(/^Owner failed\. /);
    expect(waits).toEqual([]);
    expect(graph.applications).toEqual([application]);
  });

  test("goes on when Graph is busy, after the time that it asks for", async () => {
    const { graph, waits, configure } = await startTestTenant();
    graph.throttle(2, 5);
    await configure();
    expect(waits).toEqual([5_000, 5_000]);
  });
});
