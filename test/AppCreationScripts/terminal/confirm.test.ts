import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { confirmOn } from "../../../AppCreationScripts/terminal/confirm.js";

async function ask(typed: string) {
  const input = new PassThrough();
  const output = new PassThrough();
  const answer = confirmOn(input, output)("Remove it?");
  input.end(typed);
  const confirmed = await answer;
  output.end();
  return { confirmed, shown: await text(output) };
}

describe("A question on a terminal", () => {
  test.each(["y\n", "Y\n", "yes\n", " YES \n"])("is answered with yes by %j", async (typed) => {
    expect(await ask(typed)).toEqual({ confirmed: true, shown: "Remove it? [y/N] " });
  });

  test.each(["", "\n", "n\n", "no\n", "yesterday\n", "\ny\n"])("is answered with no by %j", async (typed) => {
    expect((await ask(typed)).confirmed).toBe(false);
  });
});
