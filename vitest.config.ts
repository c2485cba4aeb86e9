import { defineConfig } from "vitest/config";
import { patience } from "./test/support/time/patience.js";

const limits = {
  // Longer than what a test waits for, so that this is what fails.
  testTimeout: 2 * patience + 60_000,
  hookTimeout: 2 * patience + 60_000,
  expect: { poll: { timeout: patience } },
};

/** The app's own limits run out where a test says so. */
const setupFiles = "test/support/time/heldTimeLimits.ts";

/** For tests that start the app as a process. */
const builtApp = "test/support/process/builtApp.ts";

export default defineConfig({
  test: {
    teardownTimeout: patience,
    projects: [
      {
        test: {
          ...limits,
          name: "node",
          isolate: false,
          setupFiles,
          include: ["test/**/*.test.ts"],
          exclude: ["test/browser/**", "test/browsers/**", "test/redis/**", "test/scale/**"],
          globalSetup: builtApp,
        },
      },
      {
        test: {
          ...limits,
          name: "redis",
          setupFiles,
          include: ["test/redis/**/*.test.ts"],
          globalSetup: ["test/support/redis/redisProgram.ts", builtApp],
        },
      },
      {
        test: {
          ...limits,
          name: "scale",
          include: ["test/scale/**/*.test.ts"],
          globalSetup: [
            "test/support/redis/redisProgram.ts",
            "test/support/deployment/haproxyProgram.ts",
            builtApp,
          ],
          // Each file starts many processes, so it runs alone and after all others.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...limits,
          name: "browser",
          setupFiles,
          include: ["test/browser/**/*.test.ts"],
          globalSetup: "test/support/browser/chromium.ts",
        },
      },
      {
        test: {
          name: "browsers",
          include: ["test/browsers/**/*.test.ts"],
          globalSetup: ["test/support/browser/chromium.ts", "test/browsers/programs.ts"],
          // Each wait has a minute of its own.
          testTimeout: 600_000,
          hookTimeout: 120_000,
          // Each test starts a browser, so one runs after the other and after all others.
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
