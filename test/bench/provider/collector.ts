import { once } from "node:events";
import { createServer } from "node:http";
import { keepAliveTimeout } from "../../support/network/keepAliveTimeout.js";

/** Starts a collector that takes what it is sent and looks at none of it, and returns its address. */
export async function startCollector(): Promise<string> {
  const server = createServer({ keepAliveTimeout }, (request, response) => {
    request
      .resume()
      .once("end", () => response.writeHead(200, { "Content-Type": "application/x-protobuf" }).end());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("The collector has no port.");
  }
  return `http://127.0.0.1:${address.port}`;
}
