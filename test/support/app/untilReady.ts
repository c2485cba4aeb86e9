import { vi } from "vitest";
import { patience } from "../time/patience.js";

/** Waits until an app has found its storage well. */
export async function untilReady({ url }: { readonly url: string }): Promise<void> {
  await vi.waitUntil(async () => (await fetch(`${url}/readyz`)).status === 200, { timeout: patience });
}
