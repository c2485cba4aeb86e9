import type { RequestListener } from "node:http";
import * as z from "zod";
import { connectGraph } from "../../../AppCreationScripts/graph/connectGraph.js";
import { GraphError } from "../../../AppCreationScripts/graph/GraphError.js";
import { answerJson, startLocalServer } from "../../support/network/localServer.js";

export const accessToken = "token-of-the-administrator";
export const thing = z.object({ id: z.string() });
export const found = answerJson({ id: "1" });

/** Answers with one after the other, and then with the last one again. */
export function oneByOne(...answers: readonly RequestListener[]): RequestListener {
  let next = 0;
  return (request, response) => {
    answers[Math.min(next, answers.length - 1)]?.(request, response);
    next += 1;
  };
}

export function refuse(status: number, headers: Record<string, string> = {}): RequestListener {
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

export async function connect(answer: RequestListener) {
  const server = await startLocalServer(answer);
  const waits: number[] = [];
  const wait = async (milliseconds: number) => waits.push(milliseconds);
  return { server, waits, graph: connectGraph({ origin: server.url, accessToken, wait }) };
}

export async function failureOf(call: Promise<unknown>): Promise<GraphError> {
  const failure = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure instanceof GraphError) {
    return failure;
  }
  throw new Error("A GraphError was expected.", { cause: failure });
}
