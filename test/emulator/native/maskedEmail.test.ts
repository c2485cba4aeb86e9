import { expect, test } from "vitest";
import { maskedEmail } from "../../../emulator/native/flow/maskedEmail.js";

test.each([
  ["contoso-consumer@contoso.com", "c***r@co***.com"],
  ["ab@mail.fabrikam.example", "a***@ma***.example"],
  ["a@x.io", "a***@x***.io"],
])("%s is shown as %s", (email, masked) => {
  expect(maskedEmail(email)).toBe(masked);
});
