import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { safeReturnTo } from "../../src/auth/returnTo.js";

/** Pieces that hostile values are made of, mixed with anything. */
const pieces = fc.oneof(
  fc.constantFrom(
    "/",
    "//",
    "\\",
    ".",
    "..",
    "%2f",
    "%5c",
    "%2e",
    "%25",
    "%09",
    "%0a",
    "\t",
    "\n",
    "\r",
    "\0",
  ),
  fc.constantFrom(
    "auth",
    "AUTH",
    "%61uth",
    "signin",
    "evil.com",
    "@",
    ":",
    "https:",
    "?",
    "#",
    ";",
    " ",
    "ﬀ",
  ),
  fc.string({ unit: "binary", maxLength: 4 }),
);
const value = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.webPath(),
  fc.array(pieces, { maxLength: 12 }).map((parts) => `/${parts.join("")}`),
);
const origin = fc.constantFrom("https://app.example.com", "https://localhost:3000", "http://127.0.0.1:8080");
const runs = { numRuns: 2_000 };

describe("whatever it is asked for, the path to return to", () => {
  test("stays on the origin", () => {
    fc.assert(
      fc.property(value, origin, (asked, own) => {
        expect(new URL(safeReturnTo(asked), own).origin).toBe(own);
      }),
      runs,
    );
  });

  test("stays on the origin for servers and browsers that decode it first", () => {
    fc.assert(
      fc.property(value, origin, (asked, own) => {
        expect(new URL(decodeURIComponent(new URL(safeReturnTo(asked), own).pathname), own).origin).toBe(own);
      }),
      runs,
    );
  });

  test("is never under /auth", () => {
    fc.assert(
      fc.property(value, origin, (asked, own) => {
        const { pathname } = new URL(safeReturnTo(asked), own);
        expect(decodeURIComponent(pathname)).not.toMatch(/^\/auth(\/|$)/i);
      }),
      runs,
    );
  });

  test("is safe to ask for again", () => {
    fc.assert(
      fc.property(value, (asked) => {
        expect(safeReturnTo(safeReturnTo(asked))).toBe(safeReturnTo(asked));
      }),
      runs,
    );
  });

  test("breaks no header", () => {
    fc.assert(
      fc.property(value, (asked) => {
        expect(safeReturnTo(asked)).toMatch(/^\/[\x21-\x7e]*$/);
      }),
      runs,
    );
  });
});
