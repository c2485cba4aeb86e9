import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A TCP connection to a running app, on which anything can be sent. */
export async function connectTo({ url }: { readonly url: string }): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.on("error", () => socket.destroy());
  await once(socket, "connect");
  return socket;
}

/** Sends a byte for each character, and gives all that has come back when the server has closed, or nothing more comes. */
export async function exchange(
  app: { readonly url: string },
  bytes: string,
  milliseconds: number,
): Promise<string> {
  const socket = await connectTo(app);
  let answer = "";
  socket.setEncoding("latin1").on("data", (text: string) => {
    answer += text;
  });
  socket.setTimeout(milliseconds, () => socket.destroy());
  socket.write(bytes, "latin1");
  // A server that reads no further resets the connection, and what it has answered before counts all the same.
  await new Promise((resolve) => socket.once("close", resolve));
  return answer;
}
