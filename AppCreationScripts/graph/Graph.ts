import type * as z from "zod";

/**
 * Microsoft Graph v1.0, as far as registering an app needs it. Paths begin with `/` and may have a query. What Graph
 * answers is parsed with the caller's schema.
 *
 * @see https://learn.microsoft.com/graph/use-the-api
 */
export interface Graph {
  get<T>(path: string, schema: z.ZodType<T>): Promise<T>;
  /** Returns all items of a collection, however many pages it has. */
  list<T>(path: string, item: z.ZodType<T>): Promise<readonly T[]>;
  post<T>(path: string, body: object, schema: z.ZodType<T>): Promise<T>;
  patch(path: string, body: object): Promise<void>;
  delete(path: string): Promise<void>;
}

/** The path of a collection with a filter (OData 4.01, section 5.1.1). */
export function filtered(path: string, filter: string): string {
  return `${path}?$filter=${encodeURIComponent(filter)}`;
}

/** A string in a filter. */
export function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
