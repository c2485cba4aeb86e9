import type { Request, RequestHandler, Response } from "express";
import * as z from "zod";
import { clientIdOf } from "../../tokens/clientId.js";
import { authorizationResponseOf } from "./authorizationResponses.js";
import type { Flows } from "./flows.js";
import { fieldsIn, fieldsOf, keptParameters } from "./parameters.js";
import type { Step } from "./step.js";

/** The endpoints of the protocol and the pages between them. Keys, metadata and the emulator's own pages belong to no flow. */
const recorded =
  /^(?:\/[^/]+\/oauth2\/|\/[^/]+\/(?:signup|resetpassword)\/|\/interaction\/|\/devicelogin|\/oidc\/|\/v1\.0\/)/;

const longestBody = 32_768;

const bodySchema = z.record(z.string(), z.unknown()).catch({});

/** Has `flows` hear of each request that belongs to one, once it is answered. */
export function recordFlows(flows: Flows): RequestHandler {
  return (request, response, next) => {
    if (recorded.test(request.path) && request.method !== "OPTIONS") {
      const startedAt = new Date();
      // What the handlers take for the address is not always what was asked for.
      const { pathname: path, searchParams: query } = new URL(request.originalUrl, "http://127.0.0.1");
      const bodyOf = keepBody(response);
      response.once("finish", () => {
        const [, bearer] = /^Bearer (.+)$/i.exec(request.get("Authorization") ?? "") ?? [];
        flows.add(stepOf({ request, response, startedAt, path, query, body: bodyOf() }), bearer);
      });
    }
    next();
  };
}

interface Answered {
  readonly request: Request;
  readonly response: Response;
  readonly startedAt: Date;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

function stepOf({ request, response, startedAt, path, query: asked, body }: Answered): Step {
  const query = keptParameters(fieldsIn(asked));
  const form = keptParameters(fieldsOf(request.body, request.get("Content-Type")));
  const location = response.get("Location");
  const clientId = clientIdOf(request.get("Authorization"), form.client_id ?? query.client_id);
  return {
    startedAt,
    duration: Date.now() - startedAt.getTime(),
    method: request.method,
    path,
    query,
    form,
    ...(clientId === undefined ? {} : { clientId }),
    status: response.statusCode,
    ...(location === undefined ? {} : { location: location.replace(/[?#].*$/s, "") }),
    authorizationResponse: authorizationResponseOf(response),
    body: parsed(body),
  };
}

/** Returns what tells the answer afterwards; empty if it is not JSON, or too long. */
function keepBody(response: Response): () => string {
  const chunks: Buffer[] = [];
  let length = 0;
  const keep = (chunk: unknown) => {
    const isJson = String(response.getHeader("Content-Type")).startsWith("application/json");
    if (isJson && (typeof chunk === "string" || chunk instanceof Uint8Array)) {
      length += chunk.length;
      if (length <= longestBody) {
        chunks.push(Buffer.from(chunk));
      }
    }
  };
  response.write = heard(response.write, keep);
  response.end = heard(response.end, keep);
  return () => (length <= longestBody ? Buffer.concat(chunks).toString() : "");
}

/** The same function, whose first arguments are heard of. */
function heard<Target extends (...parameters: never[]) => unknown>(
  target: Target,
  hear: (first: unknown) => void,
): Target {
  return new Proxy(target, {
    apply(called, self, given: readonly unknown[]) {
      hear(given[0]);
      return Reflect.apply(called, self, given);
    },
  });
}

function parsed(body: string): Readonly<Record<string, unknown>> {
  try {
    return bodySchema.parse(JSON.parse(body || "{}"));
  } catch {
    return {};
  }
}
