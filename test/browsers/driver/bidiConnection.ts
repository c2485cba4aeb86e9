import { once } from "node:events";
import WebSocket from "ws";
import * as z from "zod";

const messageSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("success"), id: z.int(), result: z.unknown() }),
  z.object({ type: z.literal("error"), id: z.int().nullable(), error: z.string(), message: z.string() }),
  z.object({ type: z.literal("event") }),
]);

interface Command {
  succeed(result: unknown): void;
  fail(error: Error): void;
}

/** A connection by which a browser is driven. @see https://w3c.github.io/webdriver-bidi/ */
export class BidiConnection {
  readonly #socket: WebSocket;
  readonly #commands = new Map<number, Command>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data) => this.#take(messageSchema.parse(JSON.parse(String(data)))));
    socket.on("close", () => {
      for (const { fail } of this.#commands.values()) {
        fail(new Error("The browser has closed the connection."));
      }
      this.#commands.clear();
    });
  }

  static async open(url: string): Promise<BidiConnection> {
    const socket = new WebSocket(url);
    await once(socket, "open");
    return new BidiConnection(socket);
  }

  /** Gives what the command results in; throws what the browser says against it. */
  async send<T>(method: string, params: object, result: z.ZodType<T>): Promise<T> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise((succeed, fail) => this.#commands.set(id, { succeed, fail }));
    this.#socket.send(JSON.stringify({ id, method, params }));
    return result.parse(await answer);
  }

  close(): void {
    this.#socket.close();
  }

  #take(message: z.infer<typeof messageSchema>): void {
    if (message.type === "event" || message.id === null) {
      return;
    }
    const command = this.#commands.get(message.id);
    this.#commands.delete(message.id);
    if (message.type === "success") {
      command?.succeed(message.result);
    } else {
      command?.fail(new Error(`${message.error}: ${message.message}`));
    }
  }
}
