import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SeenSessions } from "../../../src/telemetry/metrics/seenSessions.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

function later(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds);
}

test("counts each session once, until it ends", () => {
  const seen = new SeenSessions(60_000);
  for (const id of ["a", "b", "a", "c"]) {
    seen.add(id);
  }
  seen.delete("c");
  seen.delete("unknown");
  expect(seen.size).toBe(2);
});

test("forgets a session that was not seen for the whole time, and none that was seen in half of it", () => {
  const seen = new SeenSessions(60_000);
  seen.add("a");
  seen.add("b");
  later(30_000);
  expect(seen.size).toBe(2);
  seen.add("b");
  expect(seen.size).toBe(2);
  later(29_999);
  expect(seen.size).toBe(2);
  later(1);
  expect(seen.size).toBe(1);
  seen.add("c");
  later(600_000);
  expect(seen.size).toBe(0);
});

test("stays within bounds", () => {
  const seen = new SeenSessions(60_000);
  for (let id = 0; id < 150_000; id += 1) {
    seen.add(String(id));
  }
  expect(seen.size).toBe(100_000);
});
