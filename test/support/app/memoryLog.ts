import type { Log } from "../../../src/log/log.js";

/** A log that a test can read. */
export function createMemoryLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const write = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  return { lines, info: write("info"), warn: write("warn"), error: write("error") };
}
