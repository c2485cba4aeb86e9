import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { type LoadedCredential, RenewableCredential } from "../../src/credentials/renewableCredential.js";
import { LoggableError } from "../../src/log/loggableError.js";
import { createMemoryLog } from "../support/app/memoryLog.js";

const interval = 60 * 60_000;
const minute = 60_000;
const day = 24 * 60 * 60 * 1000;

afterEach(() => {
  vi.useRealTimers();
});

/** A credential that is read from `source.read`, which a test replaces. */
async function renewing(first: LoadedCredential) {
  vi.useFakeTimers();
  const source = { read: async () => first };
  const log = createMemoryLog();
  const credential = await RenewableCredential.load(() => source.read(), interval, log);
  onTestFinished(() => credential.close());
  return { credential, source, log };
}

const first = { credential: { clientSecret: "the first" } };
const second = { credential: { clientSecret: "the second" } };

describe("a credential that others renew", () => {
  test("is read again on schedule, and the new one is said to be in use, but not shown", async () => {
    const { credential, source, log } = await renewing(first);
    source.read = async () => second;
    expect(credential.current).toEqual({ clientSecret: "the first" });
    await vi.advanceTimersByTimeAsync(interval);
    expect(credential.current).toEqual({ clientSecret: "the second" });
    expect(log.lines).toEqual(["info From now on the app proves its identity with the renewed credential."]);
  });

  test("says nothing where it is the same as before", async () => {
    const { source, log } = await renewing(first);
    source.read = async () => ({ credential: { clientSecret: "the first" } });
    await vi.advanceTimersByTimeAsync(3 * interval);
    expect(log.lines).toEqual([]);
  });

  test("stays as it was where it cannot be read, and is read again in a minute", async () => {
    const { credential, source, log } = await renewing(first);
    source.read = async () => {
      throw new LoggableError("The vault is away.");
    };
    const warning =
      "warn The credential could not be read again, and stays as it was: Error: The vault is away.";
    await vi.advanceTimersByTimeAsync(interval + 3 * minute);
    expect(credential.current).toEqual({ clientSecret: "the first" });
    expect(log.lines).toEqual([warning]);
    await vi.advanceTimersByTimeAsync(interval);
    expect(log.lines).toEqual([warning, warning]);
    source.read = async () => second;
    await vi.advanceTimersByTimeAsync(minute);
    expect(credential.current).toEqual({ clientSecret: "the second" });
  });

  test("is mentioned at each reading in the 30 days before it expires", async () => {
    const { log } = await renewing({ ...first, validTo: new Date(Date.now() + 30 * day + 1) });
    expect(log.lines).toEqual([]);
    await vi.advanceTimersByTimeAsync(2 * interval);
    expect(log.lines).toEqual([
      expect.stringMatching(/^warn The client certificate expires on /),
      expect.stringMatching(/^warn The client certificate expires on /),
    ]);
  });

  test("is mentioned as one that has expired from then on", async () => {
    const { log } = await renewing({ ...first, validTo: new Date(Date.now() + interval) });
    await vi.advanceTimersByTimeAsync(interval);
    expect(log.lines).toEqual([
      expect.stringMatching(/^warn The client certificate expires on \d{4}-\d\d-\d\d: renew it before\.$/),
      expect.stringMatching(/^warn The client certificate has expired on \d{4}-\d\d-\d\d: renew it now\.$/),
    ]);
  });

  test("is read no more when it is closed", async () => {
    const { credential, source } = await renewing(first);
    credential.close();
    source.read = async () => second;
    await vi.advanceTimersByTimeAsync(2 * interval);
    expect(credential.current).toEqual({ clientSecret: "the first" });
  });

  test("is tried no more when it is closed while it cannot be read", async () => {
    const { credential, source } = await renewing(first);
    source.read = vi.fn(() => Promise.reject(new LoggableError("The vault is away.")));
    const reading = credential.renew();
    credential.close();
    await reading;
    await vi.advanceTimersByTimeAsync(2 * interval);
    expect(source.read).toHaveBeenCalledTimes(1);
  });
});
