import * as z from "zod";
import type { Graph } from "../graph/Graph.js";
import type { Output } from "../terminal/output.js";

/**
 * What Graph is taken to answer in a dry run, by method and path, and for a new object also by the name or the application
 * that its body has; a collection that is not here is empty.
 */
export type RehearsedAnswers = Readonly<Record<string, unknown>>;

const subject = z.looseObject({ displayName: z.string().optional(), appId: z.string().optional() });

/**
 * A Graph for dry runs: it calls nobody, prints each call, and answers with placeholders, so that the same steps run to
 * their end.
 */
export function rehearseGraph(output: Output, answers: RehearsedAnswers): Graph {
  function rehearse(method: string, path: string, body?: object): unknown {
    output.line(`  ${method} ${decodeURIComponent(path)}`);
    if (body !== undefined) {
      for (const line of JSON.stringify(body, undefined, 2).split("\n")) {
        output.line(`    ${line}`);
      }
    }
    const { displayName, appId } = subject.parse(body ?? {});
    return answers[`${method} ${path} ${displayName ?? appId}`] ?? answers[`${method} ${path}`];
  }
  return {
    get: async (path, schema) => schema.parse(rehearse("GET", path)),
    list: async (path, item) => item.array().parse(rehearse("GET", path) ?? []),
    post: async (path, body, schema) => schema.parse(rehearse("POST", path, body)),
    async patch(path, body) {
      rehearse("PATCH", path, body);
    },
    async delete(path) {
      rehearse("DELETE", path);
    },
  };
}
