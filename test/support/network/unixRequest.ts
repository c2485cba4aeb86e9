import { request } from "node:http";
import { text } from "node:stream/consumers";

/** An answer that came through a socket. */
export interface SocketAnswer {
  readonly status: number | undefined;
  readonly text: string;
}

/** Sends a GET to a server that listens on the path of a Unix domain socket, as a reverse proxy does. */
export function getThroughSocket(
  socketPath: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<SocketAnswer> {
  return new Promise((resolve, reject) => {
    request({ socketPath, path, headers }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode, text: body }), reject);
    })
      .on("error", reject)
      .end();
  });
}
