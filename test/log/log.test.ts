import { PassThrough } from "node:stream";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createLog, type Log } from "../../src/log/log.js";

const now = "2026-07-13T10:00:00.000Z";

/** What is written when this is logged. */
function written(use: (log: Log) => void): string {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
  const output = new PassThrough({ encoding: "utf8" });
  use(createLog(output));
  return String(output.read() ?? "");
}

afterEach(() => void vi.useRealTimers());

describe("the log", () => {
  test.each(["info", "warn", "error"] as const)("has a line with time and level for %s", (level) => {
    expect(written((log) => log[level]("It happened."))).toBe(`${now} ${level} It happened.\n`);
  });

  test("has a line for each message", () => {
    const text = written((log) => {
      log.info("one");
      log.warn("two");
    });
    expect(text).toBe(`${now} info one\n${now} warn two\n`);
  });

  test("keeps letters of all languages", () => {
    expect(written((log) => log.info("Zoë 北京 😀"))).toContain("Zoë 北京 😀");
  });

  test.each([
    ["a line feed", "a\nb", "a\\u000ab"],
    ["a carriage return", `a\r\n${now} error forged`, `a\\u000d\\u000a${now} error forged`],
    ["a terminal escape", "\u001b[2Ja", "\\u001b[2Ja"],
    ["a NUL", "a\0b", "a\\u0000b"],
    ["a delete", "a\u007fb", "a\\u007fb"],
    ["a C1 control character", "a\u0085b\u009bc", "a\\u0085b\\u009bc"],
  ])("lets no message forge a line by %s", (_case, message, shown) => {
    expect(written((log) => log.warn(message))).toBe(`${now} warn ${shown}\n`);
  });

  test.each(["\u2028", "\u2029"])(
    "lets no message forge a line by the Unicode line separator %j",
    (separator) => {
      const text = written((log) => log.warn(`a${separator}${now} error forged`));
      expect(text).not.toContain(separator);
    },
  );
});
