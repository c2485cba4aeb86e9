import express from "express";
import { describe, expect, test } from "vitest";
import { createExpressServer } from "../../src/process/expressServer.js";
import { listenUntilTestEnds } from "../support/network/localServer.js";

describe("a server for an Express app", () => {
  test("makes requests and responses as Express wants them, so that Express changes no prototype", async () => {
    const app = express();
    const prototypes: unknown[][] = [];
    const notePrototypes = (...messages: object[]) => {
      prototypes.push(messages.map((message) => Object.getPrototypeOf(message)));
    };
    app.get("/", (request, response) => {
      notePrototypes(request, response);
      response.json({ host: request.hostname });
    });
    const server = createExpressServer(app);
    server.prependListener("request", notePrototypes);
    const answer = await fetch(`http://127.0.0.1:${await listenUntilTestEnds(server)}/`);
    expect(await answer.json()).toEqual({ host: "127.0.0.1" });
    expect(prototypes).toHaveLength(2);
    const [before, during] = prototypes;
    expect(before?.[0]).toBe(during?.[0]);
    expect(before?.[1]).toBe(during?.[1]);
  });

  test("takes the options of Node.js", () => {
    expect(createExpressServer(express(), { keepAliveTimeout: 1234 }).keepAliveTimeout).toBe(1234);
  });
});
