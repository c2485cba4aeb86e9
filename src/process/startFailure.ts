import { describeFault } from "../log/describeFault.js";
import { logLine } from "../log/logLine.js";
import type { LogFormat } from "../log/logStyle.js";

/** Returns what is written of a failure to start: a line of JSON if the log has such, else the failure as people read it. */
export function failureOutput(error: unknown, format: LogFormat): string {
  const failure = startFailure(error);
  return format === "json" ? logLine.json("error", failure) : `${failure}\n`;
}

/** Says in a sentence why the app or the emulator could not start, and what to do. */
export function startFailure(error: unknown): string {
  if (!(error instanceof Error)) {
    return "The app could not start.";
  }
  const code = "code" in error ? error.code : undefined;
  const port = "port" in error ? error.port : undefined;
  const path = "syscall" in error && error.syscall === "listen" && port === -1 ? pathOf(error) : undefined;
  if (path !== undefined) {
    return pathFailure(path, code);
  }
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is taken: stop the program that uses it, or set PORT, METRICS_PORT, EMULATOR_PORT or ORDERS_API_PORT to another.`;
    case "EACCES":
      return `Port ${port} may not be used by this account: set PORT, METRICS_PORT, EMULATOR_PORT or ORDERS_API_PORT to 1024 or more.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EINVAL":
    case "EAFNOSUPPORT":
      return "HOST or METRICS_HOST is not an address of this machine: set it to one, or leave it out.";
    case "ERR_MODULE_NOT_FOUND":
      return (
        "A package is missing: run npm ci. With --omit=dev there is no emulator, so configure a tenant; " +
        `with --omit=optional there is no key vault. (${error.message})`
      );
    default:
      return error.name === "ConfigError" ? error.message : describeFault(error);
  }
}

function pathOf(error: Error): string | undefined {
  return "address" in error && typeof error.address === "string" ? error.address : undefined;
}

/** PORT is then the path of a socket or of a named pipe. */
function pathFailure(path: string, code: unknown): string {
  return code === "EADDRINUSE"
    ? `The path ${path} is taken: stop the program that listens there, or set PORT to another.`
    : `Nothing can listen on ${path} (${code}): its folder has to exist, and this account to write to it.`;
}
