import { PassThrough } from "node:stream";
import { createLog } from "../../../src/log/log.js";

/** What the messages that a test has kept (`level message`) are in the app's real log: its lines. */
export function linesInLogFile(messages: readonly string[]): string[] {
  const file = new PassThrough();
  const log = createLog(file, { format: "text", level: "info" });
  for (const message of messages) {
    log.info(message);
  }
  return String(file.read() ?? "")
    .split("\n")
    .slice(0, -1);
}
