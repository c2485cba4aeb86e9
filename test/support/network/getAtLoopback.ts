import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";

/**
 * Gets a URL of this machine whatever its host name is, as if the resolver knew that `*.localhost` is this machine
 * (RFC 6761 section 6.3). `port` is the port to ask if it is not that of the URL.
 */
export async function getAtLoopback(
  address: string,
  port = new URL(address).port,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; headers: IncomingMessage["headers"]; body: string }> {
  const { host, pathname, search } = new URL(address);
  const asked = request({ host: "127.0.0.1", port, path: pathname + search, headers: { ...headers, host } });
  const [response]: IncomingMessage[] = await once(asked.end(), "response");
  if (!response) {
    throw new Error(`No response from ${address}`);
  }
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}
