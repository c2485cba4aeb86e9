import { expect, test, vi } from "vitest";
import { startTestEmulator } from "../support/emulator/emulatorApps.js";

// In a file of its own: oidc-provider speaks up when it is loaded for the first time.
test("Starting says nothing on the console, and leaves the console as it was", async () => {
  const said = (["log", "info", "warn", "error"] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation(() => {}),
  );
  const { warn } = console;
  const emulator = await startTestEmulator();
  await emulator.close();
  expect(said.flatMap((spy) => spy.mock.calls)).toEqual([]);
  const { warn: warnAfterwards } = console;
  expect(warnAfterwards).toBe(warn);
  expect(emulator.logged).toEqual([]);
  vi.restoreAllMocks();
});
