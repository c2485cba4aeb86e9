import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createOutput } from "../../../AppCreationScripts/terminal/output.js";

function streamOf(properties: { isTTY?: boolean; columns?: number }) {
  const writes: string[] = [];
  return { ...properties, writes, write: (text: string) => writes.push(text) };
}

describe("In a pipe or a file", () => {
  test("what a command does is plain lines", () => {
    const stream = streamOf({});
    const output = createOutput(stream);
    const progress = output.begin("Application", "registering the app");
    output.line("A line.");
    progress.end("made 1");
    expect(stream.writes.join("")).toBe("Application: registering the app\nA line.\n  made 1\n");
  });
});

describe("What others have written writes nothing of its own", () => {
  test.each([{ isTTY: true }, {}])("on a stream with %j", (properties) => {
    const stream = streamOf(properties);
    const output = createOutput(stream);
    output.line("a\u001b[2Jb\nforged");
    output.begin("Application", "c\u001b[31m").end("found d\u009b");
    const text = stream.writes.join("").replaceAll("\r\u001b[2K", "");
    expect(text).toContain("a\\u001b[2Jb\\u000aforged\n");
    expect(text).toContain("c\\u001b[31m");
    expect(text).toContain("found d\\u009b\n");
    expect(text).not.toMatch(/[^\P{Cc}\n]/u);
  });
});

describe("On a terminal", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** What a terminal shows after these writes, line by line. */
  function shown(writes: readonly string[]): readonly string[] {
    return writes
      .join("")
      .split("\n")
      .map((line) => line.split("\r\x1b[2K").at(-1) ?? "");
  }

  test("what is under way is a line that moves, and its result takes its place", () => {
    const stream = streamOf({ isTTY: true });
    const progress = createOutput(stream).begin("Application", "registering the app");
    expect(shown(stream.writes)).toEqual(["⠋ Application: registering the app"]);
    vi.advanceTimersByTime(100);
    expect(shown(stream.writes)).toEqual(["⠙ Application: registering the app"]);
    progress.end("made 1");
    expect(shown(stream.writes)).toEqual(["Application: made 1", ""]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("other lines go above it", () => {
    const stream = streamOf({ isTTY: true });
    const output = createOutput(stream);
    const progress = output.begin("Sign-in", "waiting for you");
    output.line("A line.");
    expect(shown(stream.writes)).toEqual(["A line.", "⠋ Sign-in: waiting for you"]);
    progress.end("done");
    output.line("Another.");
    expect(shown(stream.writes)).toEqual(["A line.", "Sign-in: done", "Another.", ""]);
  });

  test("it never wraps, for then it could not be rewritten", () => {
    const stream = streamOf({ isTTY: true, columns: 20 });
    createOutput(stream).begin("Something", "that takes a long line to say").end("done");
    const moving = stream.writes.find((text) => text.includes("⠋")) ?? "";
    expect(moving.replace("\r\x1b[2K", "")).toHaveLength(19);
  });
});
