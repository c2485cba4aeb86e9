import type { Log } from "../../../src/log/log.js";
import { type LogFields, logLine } from "../../../src/log/logLine.js";
import type { LogLevel } from "../../../src/log/logStyle.js";

/** A log that a test can read: of each event `level message`, and the line that it is in JSON. */
export interface MemoryLog extends Log {
  readonly lines: string[];
  readonly jsonLines: string[];
}

export function createMemoryLog(): MemoryLog {
  const lines: string[] = [];
  const jsonLines: string[] = [];
  const write = (level: LogLevel) => (message: string, fields?: LogFields) => {
    lines.push(`${level} ${message}`);
    jsonLines.push(logLine.json(level, message, fields));
  };
  return { lines, jsonLines, info: write("info"), warn: write("warn"), error: write("error") };
}
