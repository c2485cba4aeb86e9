import { hkdfSync } from "node:crypto";
import { CompactEncrypt, compactDecrypt } from "jose";
import { describe, expect, test } from "vitest";
import { Seal } from "../../src/auth/seal.js";

const seal = new Seal(["the-newest-secret"], "a purpose");
const text = "Straße, 東京, \u{1f512}";
const key = new Uint8Array(hkdfSync("sha256", "the-newest-secret", "", "a purpose", 32));

describe("sealed text", () => {
  test.each(["", "a", text, "x".repeat(100_000)])("opens to what was sealed (case %#)", (contents) => {
    expect(seal.open(seal.seal(contents))).toBe(contents);
  });

  test("is a JWE that jose opens, and that jose can make", async () => {
    const { plaintext, protectedHeader } = await compactDecrypt(seal.seal(text), key);
    expect(new TextDecoder().decode(plaintext)).toBe(text);
    expect(protectedHeader).toEqual({ alg: "dir", enc: "A256GCM" });
    const made = await new CompactEncrypt(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
      .encrypt(key);
    expect(seal.open(made)).toBe(text);
  });

  test("cannot be read by who keeps it", () => {
    const sealed = seal.seal("a secret thing");
    const readable = sealed.split(".").map((part) => Buffer.from(part, "base64url").toString("latin1"));
    expect(sealed + readable.join()).not.toContain("secret");
  });

  test("is never the same twice", () => {
    expect(seal.seal(text)).not.toBe(seal.seal(text));
  });

  test("does not open with another secret", () => {
    expect(seal.open(new Seal(["a-secret-of-others"], "a purpose").seal(text))).toBeUndefined();
  });

  test("does not open for another purpose", () => {
    expect(seal.open(new Seal(["the-newest-secret"], "another purpose").seal(text))).toBeUndefined();
  });

  test("still opens when the secret has been replaced and is kept as an older one", () => {
    expect(new Seal(["the-next-secret", "the-newest-secret"], "a purpose").open(seal.seal(text))).toBe(text);
  });

  test("is sealed with the newest secret", () => {
    expect(seal.open(new Seal(["the-newest-secret", "an-older-one"], "a purpose").seal(text))).toBe(text);
  });

  test("does not open when a character of it was changed", () => {
    const sealed = seal.seal(text);
    const places = [0, sealed.indexOf("..") + 2, sealed.length >> 1, sealed.lastIndexOf(".") + 1];
    for (const at of places) {
      const other = sealed[at] === "A" ? "Q" : "A";
      expect(seal.open(sealed.slice(0, at) + other + sealed.slice(at + 1))).toBeUndefined();
    }
  });

  test("does not open with a shorter tag or one more part", () => {
    const sealed = seal.seal(text);
    expect(seal.open(sealed.slice(0, -2))).toBeUndefined();
    expect(seal.open(`${sealed}.more`)).toBeUndefined();
  });

  test("does not open by an algorithm that it names itself", async () => {
    const made = await new CompactEncrypt(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: "dir", enc: "A128CBC-HS256" })
      .encrypt(key);
    expect(seal.open(made)).toBeUndefined();
  });

  test.each([
    undefined,
    null,
    "",
    "garbage",
    "a.b.c.d.e",
    "....",
    "j:{}",
    7,
    {},
    ["x"],
    "\0",
    "x".repeat(5_000),
  ])("does not open where the value is %j", (value) => {
    expect(seal.open(value)).toBeUndefined();
  });
});
