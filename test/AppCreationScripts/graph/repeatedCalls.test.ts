import { describe, expect, test } from "vitest";
import { hangUp } from "../../support/network/localServer.js";
import { takeTimeLimits } from "../../support/time/timeLimit.js";
import { connect, failureOf, found, oneByOne, refuse, thing } from "./graphConnection.js";

describe("A call that Graph turns away is made again, whatever it does:", () => {
  test.each([
    ["429 after the time that Graph asks for", refuse(429, { "Retry-After": "7" }), 7_000],
    ["429 after a second if Graph names no time", refuse(429), 1_000],
    ["503 after the time that Graph asks for", refuse(503, { "Retry-After": "3" }), 3_000],
  ])("%s", async (_case, turnAway, waited) => {
    const { graph, server, waits } = await connect(oneByOne(turnAway, found));
    expect(await graph.post("/things", {}, thing)).toEqual({ id: "1" });
    expect(server.requests).toHaveLength(2);
    expect(waits).toEqual([waited]);
  });

  test("five times, and then it is told", async () => {
    const { graph, server, waits } = await connect(refuse(429));
    expect(await failureOf(graph.post("/things", {}, thing))).toMatchObject({ status: 429 });
    expect(server.requests).toHaveLength(6);
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
  });

  test("not if Graph wants to be left alone for longer than two minutes", async () => {
    const { graph, server } = await connect(refuse(429, { "Retry-After": "121" }));
    expect(await failureOf(graph.post("/things", {}, thing))).toMatchObject({ status: 429 });
    expect(server.requests).toHaveLength(1);
  });
});

describe("A call that fails", () => {
  test.each([
    ["500", refuse(500)],
    ["503", refuse(503)],
    ["a cut connection", hangUp],
  ])("with %s is made again if it may be", async (_case, fail) => {
    const { graph, server } = await connect(oneByOne(fail, found));
    expect(await graph.get("/things/1", thing)).toEqual({ id: "1" });
    server.answer = oneByOne(fail, found);
    await graph.delete("/things/1");
    expect(server.requests).toHaveLength(4);
  });

  test.each([
    ["500", refuse(500)],
    ["503", refuse(503)],
    ["a cut connection", hangUp],
  ])("with %s is not made again if it could do a thing twice", async (_case, fail) => {
    const { graph, server } = await connect(oneByOne(fail, found));
    await failureOf(graph.post("/things", {}, thing));
    server.answer = oneByOne(fail, found);
    await failureOf(graph.patch("/things/1", {}));
    expect(server.requests).toHaveLength(2);
  });

  test("has its whole time again when it is made again", async () => {
    const limits = takeTimeLimits();
    const { graph, server } = await connect(oneByOne(refuse(500), found));
    expect(await graph.get("/things/1", thing)).toEqual({ id: "1" });
    expect(server.requests).toHaveLength(2);
    expect(limits.milliseconds).toEqual([30_000, 30_000]);
  });

  test("because its time has run out is told", async () => {
    const limits = takeTimeLimits();
    const { graph } = await connect(limits.runOut);
    expect(await failureOf(graph.post("/things", {}, thing))).toMatchObject({ status: undefined });
    expect(limits.milliseconds).toEqual([30_000]);
  });
});
