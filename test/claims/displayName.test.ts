import { describe, expect, test } from "vitest";
import { displayName } from "../../src/claims/displayName.js";

const everything = {
  name: "Ada Winters",
  preferred_username: "ada@contoso.example",
  email: "ada@home.example",
};

/** A user name as Entra makes one for whoever signs in with an address of their own. */
const made = "8d1c2f34-5a6b-4c7d-8e9f-0123456789ab@contoso.onmicrosoft.com";

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
    [{ name: " Ada Winters " }, "Ada Winters"],
    [{ name: "unknown", given_name: "Ada" }, "Ada"],
    [{ name: "Unknown unknown", given_name: "Ada", family_name: "Winters" }, "Ada Winters"],
    [{ name: "unknown", given_name: "Ada", family_name: "unknown" }, "Ada"],
    [
      { name: "unknown", given_name: "unknown", family_name: "Winters", email: "ada@home.example" },
      "ada@home.example",
    ],
    [{ name: "unknown", preferred_username: "ada@contoso.example" }, "ada@contoso.example"],
    [{ given_name: "Ada", preferred_username: "ada@contoso.example" }, "Ada"],
    [{ name: "unknown", preferred_username: made, email: "ada@home.example" }, "ada@home.example"],
    [{ name: made, preferred_username: made }, undefined],
    [{ name: made.toUpperCase() }, undefined],
    [{ preferred_username: `cpim_${made}` }, undefined],
    [{ preferred_username: made.replaceAll("-", "") }, undefined],
    [{ name: made.split("@")[0] }, undefined],
    [{ preferred_username: "ada_home.example#EXT#@contoso.onmicrosoft.com" }, undefined],
    [{ preferred_username: "ada@contoso.onmicrosoft.com" }, "ada@contoso.onmicrosoft.com"],
    [{ preferred_username: "+49 151 00000000" }, undefined],
    [{ name: "愛" }, "愛"],
    [{ name: "Unknown Pleasures" }, "Unknown Pleasures"],
    [{}, undefined],
  ])("for %j is %s", (claims, name) => {
    expect(displayName(claims)).toBe(name);
  });
});
