import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Directory } from "../directory/directory.js";
import type { Fault, Faults } from "../faults.js";
import { forCalls, suffice } from "../permissions.js";
import type { AccessTokens } from "./accessTokens.js";
import { accessDenied, badRequest, faultOf, GraphFault, unsupportedQuery } from "./graphFault.js";
import { findRoute, type GraphAnswer, type GraphRoute } from "./graphRoute.js";

/** A request as a test may look at it: never its token. */
export interface GraphRequest {
  readonly method: string;
  /** Path and query, decoded. */
  readonly path: string;
  readonly body: unknown;
}

interface Parts {
  readonly url: string;
  readonly directory: Directory;
  readonly routes: readonly GraphRoute[];
  readonly tokens: AccessTokens;
  readonly faults: Faults;
  readonly requests: GraphRequest[];
}

const queryOptions = ["$filter", "$select", "$top", "$skiptoken"];

/** Answers as Graph does: by the routes, unless a fault is due. */
export function graphListener(parts: Parts): RequestListener {
  return (request, response) => void serve(parts, request, response);
}

async function serve(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = request.method ?? "";
  const url = new URL(request.url ?? "", parts.url);
  const content = await text(request);
  const path = decodeURIComponent(`${url.pathname}${url.search}`.replaceAll("+", " "));
  parts.requests.push({ method, path, body: jsonOr(content, undefined) });
  const fault = parts.faults.next();
  if (fault?.when === "before") {
    fail(request, response, fault);
    return;
  }
  let answer: GraphAnswer;
  try {
    answer = await answerTo(parts, request, url, content);
  } catch (error) {
    answer = refusal(request, error);
  }
  if (fault) {
    fail(request, response, fault);
    return;
  }
  send(response, answer);
}

async function answerTo(
  { directory, routes, tokens }: Parts,
  request: IncomingMessage,
  url: URL,
  content: string,
): Promise<GraphAnswer> {
  const caller = await tokens.read(request.headers.authorization);
  directory.users.add(caller.id);
  const found = findRoute(routes, request.method ?? "", url.pathname.replace(/^\/v1\.0/, ""));
  if (!found || !url.pathname.startsWith("/v1.0/")) {
    throw new GraphFault(400, "BadRequest", `Resource not found for the segment '${url.pathname}'.`);
  }
  const { route, parameters } = found;
  const unknown = [...url.searchParams.keys()].find((name) => !queryOptions.includes(name));
  if (unknown !== undefined) {
    throw unsupportedQuery(`The query parameter '${unknown}' is not supported.`);
  }
  const permissions = caller.appOnly ? forCalls(caller.permissions) : caller.permissions;
  if (!suffice(permissions, route.permissions)) {
    throw accessDenied();
  }
  if (route.roles && !caller.appOnly) {
    directory.administrator.require(route.roles);
  }
  const body = jsonOr(content, undefined);
  if (["POST", "PATCH"].includes(route.method) && (body === undefined || !isJson(request))) {
    throw badRequest(
      "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
    );
  }
  directory.replication.startCall();
  const parameter = (name: string) => parameters.get(name) ?? "";
  return route.handle({ caller, parameter, query: url.searchParams, url, body });
}

function isJson(request: IncomingMessage): boolean {
  return /^application\/json\b/.test(request.headers["content-type"] ?? "");
}

function jsonOr(content: string, fallback: unknown): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return fallback;
  }
}

function fail(request: IncomingMessage, response: ServerResponse, fault: Fault): void {
  if (fault.failure === "cut") {
    request.socket.destroy();
    return;
  }
  if (fault.retryAfterSeconds !== undefined) {
    response.setHeader("Retry-After", fault.retryAfterSeconds);
  }
  send(response, refusal(request, faultOf(fault.failure)));
}

/** A refusal in Graph's form; any other error is a fault of the fake, which a test must see. */
function refusal(request: IncomingMessage, error: unknown): GraphAnswer {
  const fault = error instanceof GraphFault ? error : new GraphFault(500, "FaultOfTheFakeGraph", `${error}`);
  const requestId = randomUUID();
  const innerError = {
    date: new Date().toISOString().slice(0, 19),
    "request-id": requestId,
    "client-request-id": request.headers["client-request-id"] ?? requestId,
  };
  return { status: fault.status, body: { error: { code: fault.code, message: fault.message, innerError } } };
}

function send(response: ServerResponse, { status, body }: GraphAnswer): void {
  response.setHeader("request-id", randomUUID());
  if (body === undefined) {
    response.writeHead(status).end();
    return;
  }
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}
