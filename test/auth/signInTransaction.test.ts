import { afterEach, describe, expect, test, vi } from "vitest";
import { SignInTransactionSeal, transactionLifetime } from "../../src/auth/signInTransaction.js";
import { aTransaction } from "../support/app/aTransaction.js";

const seal = new SignInTransactionSeal(["the-newest-secret"]);

afterEach(() => void vi.useRealTimers());

describe("a sealed transaction", () => {
  test("opens to what was sealed", async () => {
    expect(await seal.open(await seal.seal(aTransaction))).toEqual(aTransaction);
  });

  test("cannot be read by the browser that keeps it", async () => {
    const sealed = await seal.seal(aTransaction);
    const readable = sealed
      .split(".")
      .map((part) => Buffer.from(part, "base64url").toString("latin1"))
      .join();
    for (const secret of Object.values(aTransaction)) {
      expect(sealed + readable).not.toContain(String(secret));
    }
  });

  test("is never the same twice", async () => {
    expect(await seal.seal(aTransaction)).not.toBe(await seal.seal(aTransaction));
  });

  test("does not open with another secret", async () => {
    const sealed = await new SignInTransactionSeal(["a-secret-of-others"]).seal(aTransaction);
    expect(await seal.open(sealed)).toBeUndefined();
  });

  test("still opens when the secret has been replaced and is kept as an older one", async () => {
    const rotated = new SignInTransactionSeal(["the-next-secret", "the-newest-secret"]);
    expect(await rotated.open(await seal.seal(aTransaction))).toEqual(aTransaction);
  });

  test("is sealed with the newest secret", async () => {
    const sealed = await new SignInTransactionSeal(["the-newest-secret", "an-older-one"]).seal(aTransaction);
    expect(await seal.open(sealed)).toEqual(aTransaction);
  });

  test("opens until 15 minutes have passed", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-07-13T10:00:00Z") });
    const sealed = await seal.seal(aTransaction);
    vi.setSystemTime("2026-07-13T10:14:59Z");
    expect(await seal.open(sealed)).toEqual(aTransaction);
    vi.setSystemTime("2026-07-13T10:15:01Z");
    expect(await seal.open(sealed)).toBeUndefined();
    expect(transactionLifetime).toBe(900);
  });

  test("does not open when a character of it was changed", async () => {
    const sealed = await seal.seal(aTransaction);
    for (const at of [sealed.length - 1, sealed.length >> 1, sealed.indexOf("..") + 2]) {
      const other = sealed[at] === "A" ? "Q" : "A";
      expect(await seal.open(sealed.slice(0, at) + other + sealed.slice(at + 1))).toBeUndefined();
    }
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
  ])("does not open where the cookie is %j", async (value) => {
    expect(await seal.open(value)).toBeUndefined();
  });
});
