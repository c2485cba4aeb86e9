import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Seal } from "../../src/auth/seal.js";
import { SignInTransactionSeal, transactionLifetime } from "../../src/auth/signInTransaction.js";
import { aTransaction } from "../support/app/aTransaction.js";

const seal = new SignInTransactionSeal(["the-newest-secret"]);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: aTransaction.startedAt });
});
afterEach(() => void vi.useRealTimers());

describe("a sealed transaction", () => {
  test("opens to what was sealed", () => {
    expect(seal.open(seal.seal(aTransaction))).toEqual(aTransaction);
  });

  test("opens with the demands that the sign-in answers", () => {
    const contents = { ...aTransaction, demands: ["a-guard", "another"] };
    expect(seal.open(seal.seal(contents))).toEqual(contents);
  });

  test("opens until 15 minutes have passed", () => {
    const sealed = seal.seal(aTransaction);
    vi.setSystemTime("2026-07-13T10:14:59Z");
    expect(seal.open(sealed)).toEqual(aTransaction);
    vi.setSystemTime("2026-07-13T10:15:01Z");
    expect(seal.open(sealed)).toBeUndefined();
    expect(transactionLifetime).toBe(900);
  });

  test("does not open where something else was sealed", () => {
    const { startedAt: _, ...older } = aTransaction;
    const sealed = new Seal(["the-newest-secret"], "sign-in transaction").seal(JSON.stringify(older));
    expect(seal.open(sealed)).toBeUndefined();
  });

  test.each([undefined, "", "garbage", 7])("does not open where the cookie is %j", (value) => {
    expect(seal.open(value)).toBeUndefined();
  });
});
