import { invalidValue, unsupportedQuery } from "./graphFault.js";
import type { GraphAnswer, GraphCall } from "./graphRoute.js";

/** A filter clause that a list supports; the value stands as `'…'` in its text. */
export interface Filter<T> {
  readonly text: string;
  matches(object: T, value: string): boolean;
}

const literal = /'((?:[^']|'')*)'/g;

/**
 * The condition of a `$filter`: clauses that the list supports, with `and` between them. Throws GraphFault for any other
 * filter (OData 4.01 part 2, section 5.1.1).
 */
export function filterBy<T>(call: GraphCall, filters: readonly Filter<T>[], type: string) {
  const filter = call.query.get("$filter");
  if (filter === null) {
    return () => true;
  }
  const values = [...filter.matchAll(literal)].map(([, value = ""]) => value.replaceAll("''", "'"));
  const clauses = filter
    .replace(literal, "'…'")
    .split(" and ")
    .map((text) => filters.find((candidate) => candidate.text === text));
  if (clauses.length !== values.length || clauses.includes(undefined)) {
    throw unsupportedQuery(`Unsupported or invalid query filter clause specified for resource '${type}'.`);
  }
  return (object: T) => clauses.every((clause, index) => clause?.matches(object, values[index] ?? ""));
}

/** Leaves of an object what `$select` names. Throws GraphFault for a property that it has not. */
export function select(call: GraphCall, object: Readonly<Record<string, unknown>>, type: string) {
  const names = call.query.get("$select")?.split(",");
  if (!names) {
    return object;
  }
  const unknown = names.find((name) => !(name in object));
  if (unknown !== undefined) {
    throw unsupportedQuery(`Could not find a property named '${unknown}' on type 'microsoft.graph.${type}'.`);
  }
  return Object.fromEntries(names.map((name) => [name, object[name]]));
}

/** Answers with one page of a list, and the link to the next (OData JSON format 4.01, section 4.6.5). */
export function page(
  call: GraphCall,
  context: string,
  objects: readonly unknown[],
  pageSize: number,
): GraphAnswer {
  const start = wholeNumber(call, "$skiptoken", 0);
  const end = start + Math.min(pageSize, wholeNumber(call, "$top", pageSize));
  const next = new URL(call.url);
  next.searchParams.set("$skiptoken", `${end}`);
  return {
    status: 200,
    body: {
      "@odata.context": `${call.url.origin}/v1.0/$metadata#${context}`,
      ...(end < objects.length && { "@odata.nextLink": next.href }),
      value: objects.slice(start, end),
    },
  };
}

/** Answers with one object. */
export function entity(call: GraphCall, status: number, context: string, object: object): GraphAnswer {
  const metadata = `${call.url.origin}/v1.0/$metadata#${context}/$entity`;
  return { status, body: { "@odata.context": metadata, ...object } };
}

function wholeNumber(call: GraphCall, name: string, fallback: number): number {
  const text = call.query.get(name) ?? `${fallback}`;
  if (!/^\d{1,4}$/.test(text)) {
    throw invalidValue(name, "query");
  }
  return Number(text);
}
