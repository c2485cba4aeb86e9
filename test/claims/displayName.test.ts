import { describe, expect, test } from "vitest";
import { displayName } from "../../src/claims/displayName.js";

const everything = {
  name: "Ada Winters",
  preferred_username: "ada@contoso.example",
  email: "ada@home.example",
};

describe("the name to greet a person by", () => {
  test.each([
    [everything, "Ada Winters"],
    [{ ...everything, name: undefined }, "ada@contoso.example"],
    [{ ...everything, name: "" }, "ada@contoso.example"],
    [{ ...everything, name: "  \t" }, "ada@contoso.example"],
    [{ ...everything, name: 7 }, "ada@contoso.example"],
    [{ ...everything, name: ["Ada"] }, "ada@contoso.example"],
    [{ ...everything, name: null, preferred_username: {} }, "ada@home.example"],
    [{ email: "" }, undefined],
    [{}, undefined],
  ])("for %j is %s", (claims, name) => {
    expect(displayName(claims)).toBe(name);
  });
});
