import { isIPv6 } from "node:net";
import * as z from "zod";

const portRange = "must be a whole number from 1 to 65535";

function isPort(value: string): boolean {
  return /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65535;
}

/** A TCP port. */
export const port = z.string().refine(isPort, portRange).transform(Number);

/** In bytes. Every system takes a path of this length for a socket; macOS is the strictest. */
const longestPath = 103;

/**
 * What a server can listen on: a TCP port, the path of a Unix domain socket, or the name of a pipe of Windows.
 *
 * @see https://nodejs.org/api/net.html#identifying-paths-for-ipc-connections
 */
export const portOrPath = z
  .string()
  .refine((value) => isPort(value) || isPath(value), {
    error: `${portRange}, or the whole path of a socket or named pipe`,
    abort: true,
  })
  .refine(
    (value) => Buffer.byteLength(value) <= longestPath,
    `must be a path of ${longestPath} bytes or less`,
  )
  .transform((value) => (isPort(value) ? Number(value) : value));

function isPath(value: string): boolean {
  return /^(\/|\\\\[.?]\\pipe\\)[^\p{Cc}]*[^\p{Cc}/\\]$/u.test(value);
}

/** A name or an address of this machine. */
export const host = z
  .string()
  .refine((value) => !value.includes("://"), {
    error: "must be a host name or an address alone, with no http: before it",
    abort: true,
  })
  .refine((value) => !/^\[|\]$/.test(value), {
    error: "must be without brackets and without a port",
    abort: true,
  })
  .refine((value) => isIPv6(value) || !/:\d*$/.test(value), {
    error: "must be without a port, which is PORT's",
    abort: true,
  })
  .refine((value) => isIPv6(value) || /^[\w.-]+$/.test(value), "must be a host name or an address");

/** True if `localhost` leads browsers to a server that listens on this HOST. Undefined is every interface. */
export function isReachedByLocalhost(listensOn: string | undefined): boolean {
  if (listensOn === undefined) {
    return true;
  }
  const written = `http://${isIPv6(listensOn) ? `[${listensOn}]` : listensOn}`;
  const { hostname } = URL.canParse(written) ? new URL(written) : { hostname: listensOn };
  return ["localhost", "127.0.0.1", "[::1]", "0.0.0.0", "[::]"].includes(hostname);
}
