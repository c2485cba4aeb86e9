import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";

/** An HTTP proxy that makes tunnels (RFC 9110, section 9.3.6). */
export interface ConnectProxy {
  readonly url: string;
  /** Where each tunnel so far was asked to lead, as host and port. */
  readonly targets: readonly string[];
  /** The Proxy-Authorization that came with each. */
  readonly credentials: readonly (string | undefined)[];
  /** User name and password, with a colon between, without which it asks for them (RFC 9110, section 11.7.1). */
  wants: string | undefined;
  /** What it does in place of making a tunnel. */
  answer: ((client: Duplex) => void) | undefined;
  close(): Promise<void>;
}

export async function startConnectProxy(): Promise<ConnectProxy> {
  const targets: string[] = [];
  const credentials: (string | undefined)[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_request, response) => void response.writeHead(405).end());
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("connect", ({ url, headers }, client) => {
    targets.push(url ?? "");
    credentials.push(headers["proxy-authorization"]);
    if (proxy.answer) {
      proxy.answer(client);
    } else if (proxy.wants !== undefined && headers["proxy-authorization"] !== basic(proxy.wants)) {
      client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="proxy"\r\n\r\n',
      );
    } else {
      tunnel(client, Number(url?.split(":").at(-1)));
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("The proxy has no port.");
  }
  const proxy: ConnectProxy = {
    url: `http://127.0.0.1:${address.port}`,
    targets,
    credentials,
    wants: undefined,
    answer: undefined,
    async close() {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) {
        socket.destroy();
      }
      await closed;
    },
  };
  return proxy;
}

/** What a client sends that gives these credentials (RFC 7617). */
function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString("base64")}`;
}

/** Every host is this machine, where the tests' servers are. */
function tunnel(client: Duplex, port: number): void {
  const target = connect(port, "127.0.0.1", () => {
    client.write("HTTP/1.1 200 Connection established\r\n\r\n");
    client.pipe(target).pipe(client);
  });
  client.on("error", () => target.destroy());
  client.on("close", () => target.destroy());
  target.on("error", () => client.destroy());
}
