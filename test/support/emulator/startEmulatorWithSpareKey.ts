import { generateSigningKey } from "../../../emulator/provider/signingKeys.js";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../../emulator/startEmulator.js";

/** Keys of emulators that have closed, for those that start: making one takes longer than most tests. No two that run share one. */
const spareKeys: Awaited<ReturnType<typeof generateSigningKey>>[] = [];

/** Starts an emulator whose key may have been another's before. */
export async function startEmulatorWithSpareKey(options: EmulatorOptions): Promise<Emulator> {
  const signingKey = spareKeys.pop() ?? (await generateSigningKey());
  const emulator = await startEmulator({ signingKey, ...options });
  let closed: Promise<void> | undefined;
  return {
    ...emulator,
    close() {
      closed ??= emulator.close().then(() => void spareKeys.push(signingKey));
      return closed;
    },
  };
}
