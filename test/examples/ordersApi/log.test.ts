import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { createLog } from "../../../examples/orders-api/log.js";

test.each(["\n", "\r\n", "\u0085", "\u2028", "\u001b[2J"])(
  "The log of the orders API has one line for a message with %j in it",
  (lineBreak) => {
    const output = new PassThrough();
    createLog(output).error(`a stack${lineBreak}of two lines`);
    expect(String(output.read())).toMatch(
      /^\d{4}-\d\d-\d\dT[\d:.]+Z error a stack[^\p{Cc}\p{Zl}\p{Zp}]+of two lines\n$/u,
    );
  },
);
