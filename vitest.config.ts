import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          // The app gives the tenant 5 seconds to answer, and tests let it.
          testTimeout: 20_000,
          include: ["test/**/*.test.ts"],
          exclude: ["test/browser/**", "test/browsers/**", "test/redis/**", "test/scale/**"],
        },
      },
      {
        test: {
          name: "redis",
          include: ["test/redis/**/*.test.ts"],
          globalSetup: "test/support/redisProgram.ts",
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "scale",
          include: ["test/scale/**/*.test.ts"],
          globalSetup: ["test/support/redisProgram.ts", "test/support/haproxyProgram.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each file starts many processes, so it runs alone and after all others.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: "test/support/chromium.ts",
          // A page has to load, be filled in and be looked at by axe.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "browsers",
          include: ["test/browsers/**/*.test.ts"],
          globalSetup: ["test/support/chromium.ts", "test/browsers/programs.ts"],
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
