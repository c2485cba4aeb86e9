import fs from "node:fs/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { versionsOf, watchVersions } from "../../../src/credentials/certificate/fileVersions.js";
import { standIn } from "../../support/process/standIn.js";

describe("the look at a file on a share that hangs", () => {
  test("is not joined by others, and goes on when the share is back", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const seen = await versionsOf([import.meta.filename]);
    let back = () => {};
    const stat = vi
      .fn(fs.stat)
      .mockImplementationOnce(
        () => new Promise((_resolve, reject) => (back = () => reject(new Error("EIO")))),
      );
    standIn(fs, "stat", stat);
    const changed = vi.fn();
    onTestFinished(watchVersions([import.meta.filename], seen, changed));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stat).toHaveBeenCalledTimes(1);
    back();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(changed).toHaveBeenCalled();
    expect(stat.mock.calls.length).toBeGreaterThan(1);
  });
});
