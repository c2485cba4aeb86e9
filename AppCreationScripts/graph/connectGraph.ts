import * as z from "zod";
import { createBearerHttpClient, type Wait } from "../http/bearerHttpClient.js";
import type { Graph } from "./Graph.js";
import { graphErrorOf } from "./GraphError.js";

interface GraphConnection {
  /** Graph's origin in the tenant's cloud. */
  readonly origin: string;
  readonly accessToken: string;
  readonly wait: Wait;
}

const page = z.object({ value: z.array(z.unknown()), "@odata.nextLink": z.url().optional() });

/** Pages of a collection; Graph puts a hundred items on each. */
const mostPages = 1_000;

/**
 * Connects to Microsoft Graph.
 *
 * Its calls throw GraphError if Graph refuses or does not answer, and ZodError if the answer is not what Graph's
 * documentation says.
 */
export function connectGraph({ origin, accessToken, wait }: GraphConnection): Graph {
  const http = createBearerHttpClient(accessToken, wait);
  async function send(method: string, url: string, data?: object): Promise<unknown> {
    try {
      return (await http.request<unknown>({ method, url, data })).data;
    } catch (error) {
      throw graphErrorOf(error);
    }
  }
  const urlOf = (path: string) => `${origin}/v1.0${path}`;
  return {
    get: async (path, schema) => schema.parse(await send("GET", urlOf(path))),
    list: (path, item) => collect(urlOf(path), item),
    post: async (path, body, schema) => schema.parse(await send("POST", urlOf(path), body)),
    async patch(path, body) {
      await send("PATCH", urlOf(path), body);
    },
    async delete(path) {
      await send("DELETE", urlOf(path));
    },
  };

  async function collect<T>(first: string, item: z.ZodType<T>): Promise<readonly T[]> {
    const items: T[] = [];
    let url: string | undefined = first;
    for (let count = 0; url !== undefined; count++) {
      if (count === mostPages) {
        throw new Error(`Microsoft Graph has a collection with more than ${mostPages} pages.`);
      }
      const { value, "@odata.nextLink": next } = page.parse(await send("GET", url));
      items.push(...z.array(item).parse(value));
      // The token goes to Graph alone.
      if (next !== undefined && new URL(next).origin !== origin) {
        throw new Error("Microsoft Graph names a next page that is not its own.");
      }
      url = next;
    }
    return items;
  }
}
