import { describe, expect, test } from "vitest";
import { describeFailure } from "../../../AppCreationScripts/commandLine/describeFailure.js";
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
    expect(message).toMatch(/^Owner failed\. Resource '.*' does not exist/);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(60_000);
  });

  test("makes no second application if the answer about the first is lost", async () => {
    const { graph, configure } = await startTestTenant();
    graph.appearAfter(3);
    graph.failCall(3, "cut", "after");
    await configure();
    graph.appearAfter(0);
    await configure();
    expect(graph.applications).toHaveLength(1);
  });

  test("looks for a minute for an application whose making was not answered, and then says so", async () => {
    const { graph, waits, configure } = await startTestTenant();
    graph.failCall(3, 500);
    const message = await configure().then(() => "", describeFailure);
    expect(message).toMatch(/^Application failed\. The server failed\. \(500, /);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(60_000);
    expect(graph.applications).toEqual([]);
  });

  test("does not wait for what was there before", async () => {
    const { graph, waits, configure } = await startTestTenant();
    await configure();
    const [application] = graph.applications;
    graph.failCall(graph.requests.length + 3, 404);
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
