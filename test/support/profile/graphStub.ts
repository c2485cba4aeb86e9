import type { RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { answerJson } from "../network/localServer.js";
import type { TenantStub } from "../tenant/tenantStub.js";

/** Microsoft Graph beside a stub of a tenant: it answers as Graph does, or as a test says. */
export interface GraphStub {
  /** What it knows of the person. */
  profile: Record<string, unknown>;
  /** Answers in place of its own, by method. */
  readonly answers: { GET?: RequestListener; PATCH?: RequestListener };
  /** Method and path of each request so far. */
  readonly requests: string[];
  /** The bodies of the changes that it has made. */
  readonly changes: unknown[];
  readonly authorizations: (string | undefined)[];
}

export const adasProfile = {
  displayName: "Ada Winters",
  givenName: "Ada",
  surname: "Winters",
  city: "Bergen",
  country: null,
};

/** Lets a tenant answer as Microsoft Graph too. */
export function graphAt(tenant: TenantStub): GraphStub {
  const graph: GraphStub = {
    profile: { "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users/$entity", ...adasProfile },
    answers: {},
    requests: [],
    changes: [],
    authorizations: [],
  };
  tenant.graph = async (request, response) => {
    const method = request.method === "PATCH" ? "PATCH" : "GET";
    graph.requests.push(`${request.method} ${request.url}`);
    graph.authorizations.push(request.headers.authorization);
    const answer = graph.answers[method];
    if (answer) {
      answer(request, response);
    } else if (method === "GET") {
      answerJson(graph.profile)(request, response);
    } else {
      const changes: object = JSON.parse(await text(request));
      graph.changes.push(changes);
      Object.assign(graph.profile, changes);
      response.writeHead(204).end();
    }
  };
  return graph;
}

/** An error of Graph's, with words that belong into no log and on no page. */
export function graphError(
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): RequestListener {
  return (_request, response) => {
    const innerError = { date: "2026-07-13T10:00:00", "request-id": "hush-hush" };
    response
      .writeHead(status, { "Content-Type": "application/json", ...headers })
      .end(JSON.stringify({ error: { code, message: "hush-hush of ada@contoso.example", innerError } }));
  };
}
