import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { RedisIdentity } from "../../../src/credentials/identity/redisIdentity.js";
import { LoggableError } from "../../../src/log/loggableError.js";
import { createMemoryLog } from "../../support/app/memoryLog.js";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

afterEach(() => {
  vi.useRealTimers();
});

/** An identity whose tokens are good for so long; the test can make it fail. */
function startIdentity(lifetime: number, { isAway = false } = {}) {
  vi.useFakeTimers({ now: new Date("2027-01-31T12:00:00Z") });
  const source = { tokens: 0, isAway };
  const signedIn: string[] = [];
  const log = createMemoryLog();
  const identity = new RedisIdentity(async () => {
    source.tokens += 1;
    if (source.isAway) {
      throw new LoggableError("The endpoint is away.");
    }
    return {
      username: "the identity",
      password: `token ${source.tokens}`,
      expiresOn: new Date(Date.now() + lifetime),
    };
  }, log);
  onTestFinished(() => identity.close());
  identity.onRenewal(async ({ password }) => void signedIn.push(password));
  return { identity, source, signedIn, log };
}

describe("the identity by which the app signs in to Redis", () => {
  test("has one token for all connections", async () => {
    const { identity, source } = startIdentity(hour);
    const user = { username: "the identity", password: "token 1" };
    expect(await Promise.all([identity.current(), identity.current()])).toEqual([user, user]);
    expect(source.tokens).toBe(1);
  });

  test("is renewed before its token expires, and the connections that stand are given the new one", async () => {
    const { identity, signedIn, log } = startIdentity(hour);
    await vi.advanceTimersByTimeAsync(44 * minute);
    expect(signedIn).toEqual(["token 1"]);
    await vi.advanceTimersByTimeAsync(2 * minute);
    expect(signedIn).toEqual(["token 1", "token 2"]);
    expect(await identity.current()).toMatchObject({ password: "token 2" });
    expect(log.lines).toEqual([]);
  });

  test.each([
    ["that never seem to expire", 100 * 365 * 24 * hour, 2 * 12 * hour, 3],
    ["that have expired already", -hour, minute, 13],
  ])("asks for tokens %s neither all the time nor never", async (_which, lifetime, time, tokens) => {
    const { source } = startIdentity(lifetime);
    await vi.advanceTimersByTimeAsync(time);
    expect(source.tokens).toBe(tokens);
  });

  test("keeps its token while there is no new one, tries again less and less often, and says so once", async () => {
    const { identity, source, log } = startIdentity(hour);
    await vi.advanceTimersByTimeAsync(minute);
    source.isAway = true;
    source.tokens = 0;
    await vi.advanceTimersByTimeAsync(54 * minute);
    expect(await identity.current()).toMatchObject({ password: "token 1" });
    // After 1, 3, 7, 15 and 31 seconds, then twice a minute for what is left of ten.
    expect(source.tokens).toBe(6 + 18);
    const warning =
      "warn Signing in to Redis by the managed identity failed, and is tried again; the token in use expires at 2027-01-31T13:00:00.000Z: Error: The endpoint is away.";
    expect(log.lines).toEqual([warning]);
    source.isAway = false;
    await vi.advanceTimersByTimeAsync(minute);
    expect(log.lines).toEqual([warning, "info Signing in to Redis by the managed identity works again."]);
    expect(await identity.current()).toMatchObject({ password: "token 25" });
  });

  test("says at each connection why there is no token yet, and does not ask for one each time", async () => {
    const { identity, source } = startIdentity(hour, { isAway: true });
    await expect(identity.current()).rejects.toThrow("The endpoint is away.");
    await expect(identity.current()).rejects.toThrow("The endpoint is away.");
    expect(source.tokens).toBe(1);
    source.isAway = false;
    await vi.advanceTimersByTimeAsync(second);
    expect(await identity.current()).toMatchObject({ password: "token 2" });
  });

  test("keeps its token where the connections that stand are refused the new one", async () => {
    const { identity, signedIn } = startIdentity(hour);
    await vi.advanceTimersByTimeAsync(minute);
    identity.onRenewal(async () => {
      throw new LoggableError("WRONGPASS is what Redis answers.");
    });
    await identity.renew();
    expect(await identity.current()).toMatchObject({ password: "token 1" });
    identity.onRenewal(async ({ password }) => void signedIn.push(password));
    await vi.advanceTimersByTimeAsync(second);
    expect(signedIn).toEqual(["token 1", "token 3"]);
  });

  test("keeps no token that has expired, though a connection that stands is refused each new one", async () => {
    const { identity } = startIdentity(hour);
    await vi.advanceTimersByTimeAsync(minute);
    identity.onRenewal(async () => {
      throw new LoggableError("WRONGPASS is what Redis answers.");
    });
    await vi.advanceTimersByTimeAsync(57 * minute);
    expect(await identity.current()).toMatchObject({ password: "token 1" });
    await vi.advanceTimersByTimeAsync(3 * minute);
    expect(await identity.current()).not.toMatchObject({ password: "token 1" });
  });

  test("is renewed no more when it is closed", async () => {
    const { identity, source } = startIdentity(hour);
    await vi.advanceTimersByTimeAsync(minute);
    identity.close();
    await vi.advanceTimersByTimeAsync(24 * hour);
    expect(source.tokens).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("says nothing of a renewal that fails because it is closed", async () => {
    const { identity, source, log } = startIdentity(hour);
    await vi.advanceTimersByTimeAsync(minute);
    source.isAway = true;
    const renewed = identity.renew();
    identity.close();
    await renewed;
    expect(log.lines).toEqual([]);
  });
});
