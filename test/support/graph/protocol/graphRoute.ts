import type { PermissionSets } from "../permissions.js";
import type { Caller } from "./accessTokens.js";

/** A call as the resources see it: who calls, with what. */
export interface GraphCall {
  readonly caller: Caller;
  /** What stands in the path for each name of the route's. */
  readonly parameter: (name: string) => string;
  readonly query: URLSearchParams;
  /** Path and query. */
  readonly url: URL;
  readonly body: unknown;
}

export interface GraphAnswer {
  readonly status: number;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** One call that Graph takes. */
export interface GraphRoute {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** The path below `/v1.0`; a segment with a colon in front stands for any value. */
  readonly path: string;
  readonly permissions: PermissionSets;
  /** The roles of which the administrator must have one; none if the route decides by itself. */
  readonly roles?: readonly string[];
  /** Throws GraphFault if Graph refuses. */
  handle(call: GraphCall): GraphAnswer;
}

export const noContent: GraphAnswer = { status: 204 };

/** The route for this method and path, with its parameters; undefined if there is none. */
export function findRoute(routes: readonly GraphRoute[], method: string, path: string) {
  for (const route of routes) {
    const parameters = route.method === method ? matchPath(route.path, path) : undefined;
    if (parameters) {
      return { route, parameters };
    }
  }
  return undefined;
}

function matchPath(pattern: string, path: string): Map<string, string> | undefined {
  const names = pattern.split("/");
  const values = path.split("/");
  const matches = names.every((name, index) => name.startsWith(":") || name === values[index]);
  if (!matches || names.length !== values.length) {
    return undefined;
  }
  return new Map(names.map((name, index) => [name.slice(1), decodeURIComponent(values[index] ?? "")]));
}
