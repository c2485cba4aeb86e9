import { once } from "node:events";
import { createServer } from "node:http";
import { createOrdersApi, type OrdersApiOptions } from "./app.js";

/** A running API. */
export interface OrdersApi {
  readonly url: string;
  /** Ends its connections too. */
  close(): Promise<void>;
}

/** Milliseconds: a client whose connection closes while its request is on the way takes the API for away. */
const keepAliveTimeout = 600_000;

/**
 * Starts the API on 127.0.0.1; port 0 takes a free one. What it knows is in memory and gone when it closes.
 *
 * @throws Node's own error if it cannot listen.
 */
export async function startOrdersApi({
  port,
  ...options
}: OrdersApiOptions & { readonly port: number }): Promise<OrdersApi> {
  const server = createServer({ keepAliveTimeout }, createOrdersApi(options));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : port}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
