import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { challengesIn } from "../../src/api/challenges.js";

function read(header: string) {
  return challengesIn(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);
}

describe("a WWW-Authenticate", () => {
  test.each([
    ["Bearer", [["Bearer", {}]]],
    [
      'Bearer realm="", error="insufficient_claims"',
      [["Bearer", { realm: "", error: "insufficient_claims" }]],
    ],
    ["bearer Error = invalid_token", [["bearer", { error: "invalid_token" }]]],
    ['Bearer a="with, a comma and \\"quotes\\""', [["Bearer", { a: 'with, a comma and "quotes"' }]]],
    [
      'Basic realm="one", Bearer error="two", scope="a b"',
      [
        ["Basic", { realm: "one" }],
        ["Bearer", { error: "two", scope: "a b" }],
      ],
    ],
    [
      "Negotiate YWJj==, Basic , Bearer x=1",
      [
        ["Negotiate", {}],
        ["Basic", {}],
        ["Bearer", { x: "1" }],
      ],
    ],
    [", , Bearer , , x=1 ,", [["Bearer", { x: "1" }]]],
    ["", []],
    [
      'Bearer x="never closed',
      [
        ["Bearer", {}],
        ["x", {}],
      ],
    ],
    ["Bearer x=1, \u0001, Basic", [["Bearer", { x: "1" }]]],
  ])("of %s is read as RFC 9110 has it", (header, challenges) => {
    expect(read(header)).toEqual(challenges);
  });

  test("gives back what somebody has written, whatever the value", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const quoted = value.replace(/[\r\n]/g, "").replace(/["\\]/g, "\\$&");
        expect(read(`Bearer x="${quoted}", y=2`)).toEqual([
          ["Bearer", { x: value.replace(/[\r\n]/g, ""), y: "2" }],
        ]);
      }),
    );
  });

  test("never fails, whatever it is", () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(Array.isArray(challengesIn(header))).toBe(true);
      }),
    );
  });
});
