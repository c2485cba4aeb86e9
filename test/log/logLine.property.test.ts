import { PassThrough } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createLog } from "../../src/log/log.js";
import { logLevels } from "../../src/log/logStyle.js";

/** Pieces that forge lines, fields and terminals, mixed with anything. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom("\n", "\r\n", "\u0085", "\u2028", "\u2029", "\u001b[2J", "\u009b2J", "\u007f", "\0"),
      fc.constantFrom(
        '"',
        "\\",
        "\\u000a",
        '","level":"error","message":"',
        "}\n{",
        "\ud800",
        "\udc00",
        "__proto__",
      ),
      fc.string({ unit: "binary", maxLength: 8 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(""));

test("whatever a message and its fields hold, an event is one line of JSON that parses to what it was", () => {
  const output = new PassThrough();
  const log = createLog(output, { format: "json", level: "info" });
  fc.assert(
    fc.property(fc.constantFrom(...logLevels), hostile, hostile, hostile, (level, message, route, id) => {
      const fields = { "http.route": route, duration_ms: 1.5, correlation_id: id };
      log[level](message, fields);
      const line = String(output.read());
      expect(line).toMatch(/^\{[^\p{Cc}\p{Zl}\p{Zp}]+\}\n$/u);
      expect(JSON.parse(line)).toEqual({ time: expect.any(String), level, message, ...fields });
    }),
    { numRuns: 2_000 },
  );
});

test("whatever a message holds, an event is one line of text that begins with its time and level", () => {
  const output = new PassThrough();
  const log = createLog(output, { format: "text", level: "info" });
  fc.assert(
    fc.property(fc.constantFrom(...logLevels), hostile, (level, message) => {
      log[level](message);
      expect(String(output.read())).toMatch(
        new RegExp(`^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z ${level} [^\\p{Cc}\\p{Zl}\\p{Zp}]*\\n$`, "u"),
      );
    }),
    { numRuns: 2_000 },
  );
});
