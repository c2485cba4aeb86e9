import type { RequestListener } from "node:http";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { connectGraph } from "../../../AppCreationScripts/graph/connectGraph.js";
import { GraphError } from "../../../AppCreationScripts/graph/GraphError.js";
import { answerHtml, answerJson, hangUp, startLocalServer } from "../../support/localServer.js";
import { takeTimeLimits } from "../../support/timeLimit.js";

const accessToken = "token-of-the-administrator";
const thing = z.object({ id: z.string() });
const found = answerJson({ id: "1" });

/** Answers with one after the other, and then with the last one again. */
function oneByOne(...answers: readonly RequestListener[]): RequestListener {
  let next = 0;
  return (request, response) => {
    answers[Math.min(next, answers.length - 1)]?.(request, response);
    next += 1;
  };
}

function refuse(status: number, headers: Record<string, string> = {}): RequestListener {
  return (_request, response) => {
    response.writeHead(status, {
      "Content-Type": "application/json",
      "request-id": "the-request",
      ...headers,
    });
    response.end(
      JSON.stringify({ error: { code: "Some_Code", message: "In words.\r\n\u001b[31mAnd more." } }),
    );
  };
}

async function connect(answer: RequestListener) {
  const server = await startLocalServer(answer);
  const waits: number[] = [];
  const wait = async (milliseconds: number) => waits.push(milliseconds);
  return { server, waits, graph: connectGraph({ origin: server.url, accessToken, wait }) };
}

async function failureOf(call: Promise<unknown>): Promise<GraphError> {
  const failure = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure instanceof GraphError) {
    return failure;
  }
  throw new Error("A GraphError was expected.", { cause: failure });
}

describe("A call of Graph", () => {
  test("goes to version 1.0 with the administrator's token", async () => {
    const { graph, server } = await connect((request, response) => {
      answerJson({ id: request.headers.authorization })(request, response);
    });
    expect(await graph.get("/things/1", thing)).toEqual({ id: `Bearer ${accessToken}` });
    expect(server.requests).toEqual(["GET /v1.0/things/1"]);
  });

  test("follows no redirect, which could take the token elsewhere", async () => {
    const { graph, server } = await connect((_request, response) => {
      response.writeHead(302, { Location: "/elsewhere" }).end();
    });
    expect(await failureOf(graph.get("/things/1", thing))).toMatchObject({ status: 302 });
    expect(server.requests).toHaveLength(1);
  });

  test("fails where the answer is not what it should be", async () => {
    const { graph } = await connect(answerJson({ id: 1 }));
    await expect(graph.get("/things/1", thing)).rejects.toBeInstanceOf(z.ZodError);
  });

  test("fails where a proxy in between answers", async () => {
    const { graph } = await connect(answerHtml);
    await expect(graph.list("/things", thing)).rejects.toBeInstanceOf(z.ZodError);
  });
});

describe("A collection", () => {
  test("is read to its last page", async () => {
    const { graph, server } = await connect(() => {});
    server.answer = oneByOne(
      answerJson({ value: [{ id: "1" }], "@odata.nextLink": `${server.url}/v1.0/things?$skiptoken=2` }),
      answerJson({ value: [], "@odata.nextLink": `${server.url}/v1.0/things?$skiptoken=3` }),
      answerJson({ value: [{ id: "2" }] }),
    );
    expect(await graph.list("/things", thing)).toEqual([{ id: "1" }, { id: "2" }]);
    expect(server.requests).toHaveLength(3);
  });

  test("is not followed to another server", async () => {
    const elsewhere = await startLocalServer(answerJson({ value: [] }));
    const { graph } = await connect(
      answerJson({ value: [{ id: "1" }], "@odata.nextLink": `${elsewhere.url}/v1.0/things` }),
    );
    await expect(graph.list("/things", thing)).rejects.toThrow("names a next page that is not its own");
    expect(elsewhere.requests).toEqual([]);
  });
});

describe("A call that Graph turns away is made again, whatever it does:", () => {
  test.each([
    ["429 after the time that Graph asks for", refuse(429, { "Retry-After": "7" }), 7_000],
    ["429 after a second where Graph names no time", refuse(429), 1_000],
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

  test("not where Graph wants to be left alone for longer than two minutes", async () => {
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
  ])("with %s is made again where it may be", async (_case, fail) => {
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
  ])("with %s is not made again where it could do a thing twice", async (_case, fail) => {
    const { graph, server } = await connect(oneByOne(fail, found));
    await failureOf(graph.post("/things", {}, thing));
    server.answer = oneByOne(fail, found);
    await failureOf(graph.patch("/things/1", {}));
    expect(server.requests).toHaveLength(2);
  });

  test("because its time has run out is told", async () => {
    const limits = takeTimeLimits();
    const { graph } = await connect(limits.runOut);
    expect(await failureOf(graph.post("/things", {}, thing))).toMatchObject({ status: undefined });
    expect(limits.milliseconds).toEqual([30_000]);
  });
});

describe("The error of a call", () => {
  test("says on one line what Graph says, and the id of the request", async () => {
    const { graph } = await connect(refuse(400));
    expect(await failureOf(graph.post("/things", {}, thing))).toMatchObject({
      message: "In words. [31mAnd more.",
      status: 400,
      code: "Some_Code",
      requestId: "the-request",
      uncertain: false,
    });
  });

  test("says so where Graph does not explain it", async () => {
    const { graph } = await connect((_request, response) =>
      response.writeHead(502).end("<h1>Bad gateway</h1>"),
    );
    expect(await failureOf(graph.post("/things", {}, thing))).toMatchObject({
      message: "Microsoft Graph answered with an error that it does not explain.",
      status: 502,
      uncertain: true,
    });
  });

  test.each([
    ["a refusal", refuse(403)],
    ["no answer", hangUp],
  ])("of %s holds no token, however it is printed", async (_case, fail) => {
    const { graph } = await connect(fail);
    const failure = await failureOf(graph.post("/things", {}, thing));
    expect(inspect(failure, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toContain(
      accessToken,
    );
  });
});
