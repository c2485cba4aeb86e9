import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** What becomes of a connection. */
type Route = (client: Socket) => void;

/** A TCP relay in front of a server: a test can take it down, or break what goes through it, at the same address. */
export class Relay {
  readonly port: number;
  readonly #server: Server;
  readonly #target: number;
  readonly #clients = new Set<Socket>();
  #route: Route;

  private constructor(server: Server, port: number, target: number) {
    this.port = port;
    this.#server = server;
    this.#target = target;
    this.#route = relayTo(target);
    server.on("connection", (client) => {
      this.#clients.add(client);
      client.on("close", () => this.#clients.delete(client));
      client.on("error", () => client.destroy());
      this.#route(client);
    });
  }

  /** Starts on a free port of 127.0.0.1. */
  static async start(target: number): Promise<Relay> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") {
      throw new Error("The relay has no port.");
    }
    return new Relay(server, address.port, target);
  }

  /** Nobody listens: connections are refused. */
  async close(): Promise<void> {
    if (this.#server.listening) {
      const closed = once(this.#server, "close");
      this.#server.close();
      this.#drop();
      await closed;
    }
  }

  /** Connections are accepted and reset. */
  reset(): void {
    this.#lead((client) => void client.resetAndDestroy());
  }

  /** Connections are accepted, and then nothing comes. Resolves at the first of them. */
  fallSilent(): Promise<void> {
    return new Promise((resolve) => {
      this.#lead((client) => {
        client.resume();
        resolve();
      });
    });
  }

  /** Another server is at this address. */
  leadTo(target: number): void {
    this.#lead(relayTo(target));
  }

  /** Another server is at this address for those who come from now on; who is connected stays. */
  leadNewTo(target: number): void {
    this.#route = relayTo(target);
  }

  /** All is well again. */
  async restore(): Promise<void> {
    this.#lead(relayTo(this.#target));
    if (!this.#server.listening) {
      this.#server.listen(this.port, "127.0.0.1");
      await once(this.#server, "listening");
    }
  }

  #lead(route: Route): void {
    this.#route = route;
    this.#drop();
  }

  /** A connection that is kept alive would go on as before. */
  #drop(): void {
    for (const client of this.#clients) {
      client.destroy();
    }
  }
}

function relayTo(port: number): Route {
  return (client) => {
    const server = connect(port, "127.0.0.1");
    client.pipe(server).pipe(client);
    client.on("close", () => server.destroy());
    server.on("close", () => client.destroy());
    server.on("error", () => client.destroy());
  };
}
