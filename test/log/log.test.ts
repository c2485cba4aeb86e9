import { PassThrough } from "node:stream";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createLog, type StyledLog } from "../../src/log/log.js";
import { type LogStyle, logFormats, logLevels } from "../../src/log/logStyle.js";

const now = "2026-07-13T10:00:00.000Z";

/** What is written when this is logged. */
function written(use: (log: StyledLog) => void, style: Partial<LogStyle> = {}): string {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
  const output = new PassThrough({ encoding: "utf8" });
  use(createLog(output, { format: "text", level: "info", ...style }));
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

describe("the log as JSON", () => {
  const json = { format: "json" } as const;

  test.each(logLevels)("has an object with time, level and message on a line for %s", (level) => {
    expect(written((log) => log[level]("It happened."), json)).toBe(
      `{"time":"${now}","level":"${level}","message":"It happened."}\n`,
    );
  });

  test("has fields that text has not, and none that is not known", () => {
    const use = (log: StyledLog) => log.info("It happened.", { duration_ms: 1.5, correlation_id: undefined });
    expect(written(use, json)).toBe(
      `{"time":"${now}","level":"info","message":"It happened.","duration_ms":1.5}\n`,
    );
    expect(written(use)).toBe(`${now} info It happened.\n`);
  });

  test("keeps letters of all languages, and shows line breaks and terminal escapes as codes", () => {
    expect(written((log) => log.info("Zoë 北京 😀\n\u001b\u007f\u009b\u2028"), json)).toBe(
      `{"time":"${now}","level":"info","message":"Zoë 北京 😀\\n\\u001b\\u007f\\u009b\\u2028"}\n`,
    );
  });
});

describe.each(logFormats)("the log as %s", (format) => {
  test.each([
    ["error", ["error"]],
    ["warn", ["error", "warn"]],
    ["info", ["error", "warn", "info"]],
  ] as const)("has with the level %s that one and the graver ones", (level, expected) => {
    const text = written(
      (log) => {
        for (const one of logLevels) {
          log[one](`It was of ${one}.`);
        }
      },
      { format, level },
    );
    expect([...text.matchAll(/It was of (\w+)\./g)].map(([, one]) => one)).toEqual(expected);
  });

  test("is written so from the line on after which it is told", () => {
    const other = format === "json" ? "text" : "json";
    const text = written(
      (log) => {
        log.info("before");
        log.style = { format, level: "warn" };
        log.info("left out");
        log.warn("after");
      },
      { format: other },
    );
    const lines = {
      json: (level: string, message: string) =>
        `{"time":"${now}","level":"${level}","message":"${message}"}\n`,
      text: (level: string, message: string) => `${now} ${level} ${message}\n`,
    };
    expect(text).toBe(lines[other]("info", "before") + lines[format]("warn", "after"));
  });
});
