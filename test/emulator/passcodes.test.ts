import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Passcodes } from "../../emulator/directory/passcodes.js";
import { createRandomSource } from "../../emulator/directory/randomSource.js";

const email = "cleo@example.com";
let passcodes: Passcodes;
let code: string;

beforeEach(() => {
  passcodes = new Passcodes({ info() {}, error() {} }, createRandomSource(undefined));
  passcodes.send("sign-up 1", email);
  code = passcodes.sent("sign-up 1", email) ?? "";
});
afterEach(() => {
  vi.useRealTimers();
});

test("A code has eight digits and confirms its address", () => {
  expect(code).toMatch(/^\d{8}$/);
  expect(passcodes.isConfirmed("sign-up 1", email)).toBe(false);
  expect(passcodes.confirm("sign-up 1", email, code)).toBe(true);
  expect(passcodes.isConfirmed("sign-up 1", email)).toBe(true);
});

test("A code confirms nothing in another flow or for another address", () => {
  expect(passcodes.confirm("password-reset 1", email, code)).toBe(false);
  expect(passcodes.confirm("sign-up 2", email, code)).toBe(false);
  expect(passcodes.confirm("sign-up 1", "dora@example.com", code)).toBe(false);
});

test("After five wrong tries the right code confirms nothing", () => {
  for (const _try of [1, 2, 3, 4, 5]) {
    expect(passcodes.confirm("sign-up 1", email, "wrong")).toBe(false);
  }
  expect(passcodes.sent("sign-up 1", email)).toBeUndefined();
  expect(passcodes.confirm("sign-up 1", email, code)).toBe(false);
});

test("After ten minutes the code confirms nothing", () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 10 * 60 * 1000 });
  expect(passcodes.confirm("sign-up 1", email, code)).toBe(false);
});

test("A forgotten code confirms nothing", () => {
  passcodes.confirm("sign-up 1", email, code);
  passcodes.forget("sign-up 1");
  expect(passcodes.isConfirmed("sign-up 1", email)).toBe(false);
});
