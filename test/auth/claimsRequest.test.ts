import { expect, test } from "vitest";
import { claimsRequest } from "../../src/auth/claimsRequest.js";

test.each([
  ['{"id_token":{"acrs":null}}', '{"id_token":{"acrs":null}}'],
  ["{ }", "{}"],
  ["[]", undefined],
  ['"claims"', undefined],
  ["null", undefined],
  ["{", undefined],
  ["", undefined],
  [undefined, undefined],
  [`{"a":"${"x".repeat(2_000)}"}`, undefined],
])("A claims parameter from outside of %j is taken as %j", (text, claims) => {
  expect(claimsRequest(text)).toBe(claims);
});
