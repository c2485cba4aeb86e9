import { type Browser, chromium, type LaunchOptions } from "playwright-core";
import { inject } from "vitest";
import { patience } from "../time/patience.js";

/** Starts the real Chromium that the tests found, with no connections of its own to anywhere. */
export function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({
    timeout: patience,
    ...options,
    executablePath: inject("chromiumPath"),
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}
