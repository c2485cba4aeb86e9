import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";

/** An answer to a request that no browser would send. */
export interface RawAnswer {
  readonly status: number;
  readonly location: string;
  readonly setCookies: readonly string[];
  readonly text: string;
}

/** Sends the request target and the headers as they stand, which clients of a higher level tidy up. */
export async function requestTarget(
  { url }: { readonly url: string },
  target: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawAnswer> {
  const { host, port } = new URL(url);
  const options = { host: "127.0.0.1", port, path: target, headers: { host, ...headers }, agent: false };
  const [answer]: IncomingMessage[] = await once(request(options).end(), "response");
  if (!answer) {
    throw new Error("There is no answer.");
  }
  return {
    status: answer.statusCode ?? 0,
    location: answer.headers.location ?? "",
    setCookies: answer.headers["set-cookie"] ?? [],
    text: await text(answer),
  };
}
