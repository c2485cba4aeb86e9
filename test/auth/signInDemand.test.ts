import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Seal } from "../../src/auth/seal.js";
import { demandLifetime, type SealedDemand, SignInDemandSeal } from "../../src/auth/signInDemand.js";

const secret = "the-newest-secret";
const seal = new SignInDemandSeal([secret]);
const demand: SealedDemand = {
  demands: ["auth-context c1"],
  claims: '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}',
  loginHint: "ada@contoso.example",
  returnTo: "/orders",
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-07-13T10:00:00Z") });
});
afterEach(() => void vi.useRealTimers());

describe("a sealed demand", () => {
  test("opens to what was sealed, for the session that it was sealed for", () => {
    expect(seal.open(seal.seal(demand, "session-of-ada"), "session-of-ada")).toEqual(demand);
  });

  test("does not open for another session", () => {
    expect(seal.open(seal.seal(demand, "session-of-ada"), "session-of-ben")).toBeUndefined();
  });

  test("opens until 15 minutes have passed", () => {
    const sealed = seal.seal(demand, "a");
    vi.setSystemTime("2026-07-13T10:14:59Z");
    expect(seal.open(sealed, "a")).toEqual(demand);
    vi.setSystemTime("2026-07-13T10:15:00Z");
    expect(seal.open(sealed, "a")).toBeUndefined();
    expect(demandLifetime).toBe(900);
  });

  test("opens after the secret has changed, as long as the old one is kept", () => {
    const sealed = seal.seal(demand, "a");
    expect(new SignInDemandSeal(["a-newer-secret", secret]).open(sealed, "a")).toEqual(demand);
    expect(new SignInDemandSeal(["a-newer-secret"]).open(sealed, "a")).toBeUndefined();
  });

  test("does not open where it was sealed for another purpose", () => {
    const text = JSON.stringify({ ...demand, session: "a", expiresAt: Date.now() + 1000 });
    expect(seal.open(new Seal([secret], "sign-in demand").seal(text), "a")).toEqual(demand);
    expect(seal.open(new Seal([secret], "sign-in transaction").seal(text), "a")).toBeUndefined();
  });

  test("does not open where something else was sealed", () => {
    const sealed = new Seal([secret], "sign-in demand").seal(JSON.stringify({ ...demand, session: "a" }));
    expect(seal.open(sealed, "a")).toBeUndefined();
  });

  test.each([undefined, "", "garbage", 7, "e30..AAAA.AAAA.AAAA"])("does not open where it is %j", (value) => {
    expect(seal.open(value, "a")).toBeUndefined();
  });
});
