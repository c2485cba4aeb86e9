import { once } from "node:events";
import { lstatSync, rmSync } from "node:fs";
import { connect, type ListenOptions, type Server } from "node:net";
import type { Config } from "../config/config.js";

type Address = Pick<Config, "port" | "host">;

/**
 * Lets a server listen where the configuration says. The file of a socket stays where a process has been killed; it is
 * removed when nobody listens there any more.
 *
 * @throws Node's own error if it cannot.
 */
export async function listen(server: Server, address: Address): Promise<void> {
  try {
    await begin(server, address);
  } catch (error) {
    const path = address.port;
    if (!hasCode(error, "EADDRINUSE") || typeof path !== "string" || !(await isLeftOver(path))) {
      throw error;
    }
    rmSync(path);
    await begin(server, address);
  }
}

async function begin(server: Server, { port, host }: Address): Promise<void> {
  const options: ListenOptions =
    typeof port === "string" ? { path: port } : { port, ...(host !== undefined && { host }) };
  server.listen(options);
  await once(server, "listening");
}

/** True if a path is the socket of a process that has gone. */
async function isLeftOver(path: string): Promise<boolean> {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSocket()) {
    return false;
  }
  const socket = connect(path);
  try {
    await once(socket, "connect");
    return false;
  } catch (error) {
    return hasCode(error, "ECONNREFUSED");
  } finally {
    socket.destroy();
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
