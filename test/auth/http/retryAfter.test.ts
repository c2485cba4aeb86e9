import { afterEach, expect, test, vi } from "vitest";
import { retryAfterIn } from "../../../src/auth/http/retryAfter.js";

afterEach(() => void vi.useRealTimers());

test.each([
  ["0", 0],
  ["30", 30],
  ["99999999999999999999", 3600],
  ["Wed, 21 Oct 2026 07:28:00 GMT", 60],
  ["Wed, 21 Oct 2026 07:00:00 GMT", 0],
  ["Wed, 21 Oct 2099 07:28:00 GMT", 3600],
  ["soon", undefined],
  ["", undefined],
  [undefined, undefined],
  [["30"], undefined],
])("A Retry-After of %j asks to wait %s seconds", (value, seconds) => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-10-21T07:27:00Z") });
  expect(retryAfterIn(value)).toBe(seconds);
});
