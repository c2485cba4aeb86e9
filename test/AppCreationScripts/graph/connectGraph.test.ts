import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { answerHtml, answerJson, hangUp, startLocalServer } from "../../support/network/localServer.js";
import { accessToken, connect, failureOf, oneByOne, refuse, thing } from "./graphConnection.js";

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

  test("fails if the answer is not what it should be", async () => {
    const { graph } = await connect(answerJson({ id: 1 }));
    await expect(graph.get("/things/1", thing)).rejects.toBeInstanceOf(z.ZodError);
  });

  test("fails if a proxy in between answers", async () => {
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

  test("is given whole or not at all", async () => {
    const { graph, server } = await connect(() => {});
    server.answer = answerJson({ value: [], "@odata.nextLink": `${server.url}/v1.0/things?$skiptoken=2` });
    await expect(graph.list("/things", thing)).rejects.toThrow("more than 1000 pages");
    expect(server.requests).toHaveLength(1_000);
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

describe("The error of a call", () => {
  test("says what Graph says, and the id of the request", async () => {
    const { graph } = await connect(refuse(400));
    expect(await failureOf(graph.post("/things", {}, thing))).toMatchObject({
      message: "In words.\r\n\u001b[31mAnd more.",
      status: 400,
      code: "Some_Code",
      requestId: "the-request",
      uncertain: false,
    });
  });

  test("says so if Graph does not explain it", async () => {
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
