import { describe, expect, test } from "vitest";
import { challengesIn } from "../../src/api/challenges.js";
import { claimsOf } from "../../src/api/claimsChallenge.js";

const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';

function claimsIn(header: string): string | undefined {
  return claimsOf(challengesIn(header)[0]);
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

describe("a challenge for claims", () => {
  test("gives the claims that the next sign-in has to ask for", () => {
    const encoded = base64(claims);
    const header = `Bearer realm="", authorization_uri="https://login.example/", error="insufficient_claims", claims="${encoded}"`;
    expect(claimsIn(header)).toBe(claims);
  });

  test.each([
    ["another error", `Bearer error="invalid_token", claims="${base64(claims)}"`],
    ["no claims", 'Bearer error="insufficient_claims"'],
    ["no base64", 'Bearer error="insufficient_claims", claims="%%%"'],
    ["no JSON", `Bearer error="insufficient_claims", claims="${base64("claims")}"`],
    ["a list", `Bearer error="insufficient_claims", claims="${base64("[]")}"`],
    ["null", `Bearer error="insufficient_claims", claims="${base64("null")}"`],
    ["too much", `Bearer error="insufficient_claims", claims="${base64(`{"a":"${"x".repeat(2_000)}"}`)}"`],
  ])("that holds %s is none", (_what, header) => {
    expect(claimsIn(header)).toBeUndefined();
  });
});
