import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A TCP connection to a running app, on which anything can be sent. */
export async function connectTo({ url }: { readonly url: string }): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.on("error", () => socket.destroy());
  await once(socket, "connect");
  return socket;
}
