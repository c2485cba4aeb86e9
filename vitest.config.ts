import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { WaitingFirst } from "./test/support/process/waitingFirst.js";
import { patience } from "./test/support/time/patience.js";

const limits = {
  // Longer than what a test waits for, so that this is what fails.
  testTimeout: 2 * patience + 60_000,
  hookTimeout: 2 * patience + 60_000,
  expect: { poll: { timeout: patience } },
};

/** A worker imports a module once for all of its files, each of which leaves no trace. */
const shared = { ...limits, isolate: false };

/** The app's own limits run out where a test says so. */
const setupFiles = "test/support/time/heldTimeLimits.ts";

/** For tests that start the app as a process. */
const builtApp = "test/support/process/builtApp.ts";

/** For tests that need a program which the machine may lack. */
const leavingOut = "test/support/process/leavingOutRunner.ts";

/** They mirror `src` and need it alone: no browser, no emulator and no process beside them, which `.process.test.ts` has. */
const unitTests = [
  "test/{app,authConfig}.test.ts",
  "test/{api,auth,claims,config,credentials,log,middleware,process,routes,session}/**/!(*.process|*.isolated).test.ts",
];

/** What they use of a package keeps for the whole process what it has once read, and so each is given a process. */
const isolatedTests = "test/**/*.isolated.test.ts";

export default defineConfig({
  test: {
    teardownTimeout: patience,
    sequence: { sequencer: WaitingFirst },
    // One more than there are cores: many tests wait for a browser or for another process.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        test: {
          name: "browsers",
          runner: leavingOut,
          include: ["test/browsers/**/*.test.ts"],
          globalSetup: ["test/support/browser/chromium.ts", "test/browsers/programs.ts"],
          // Each wait has a time of its own.
          testTimeout: 10 * patience,
          hookTimeout: limits.hookTimeout,
        },
      },
      {
        test: { ...shared, name: "unit", setupFiles, include: unitTests },
      },
      {
        test: { ...limits, name: "isolated", setupFiles, include: [isolatedTests] },
      },
      {
        test: {
          ...shared,
          name: "node",
          setupFiles,
          include: ["test/**/*.test.ts"],
          exclude: [
            ...unitTests,
            isolatedTests,
            "test/browser/**",
            "test/browsers/**",
            "test/infra/**",
            "test/powershell/**",
            "test/redis/**",
            "test/scale/**",
            "test/trust/**",
          ],
          globalSetup: builtApp,
        },
      },
      {
        test: {
          ...shared,
          name: "redis",
          setupFiles,
          include: ["test/redis/**/*.test.ts"],
          globalSetup: ["test/support/redis/redisProgram.ts", builtApp],
          runner: leavingOut,
        },
      },
      {
        test: {
          ...shared,
          name: "scale",
          include: ["test/scale/**/*.test.ts"],
          globalSetup: ["test/support/deployment/deploymentPrograms.ts", builtApp],
          runner: leavingOut,
        },
      },
      {
        test: {
          ...shared,
          name: "trust",
          include: ["test/trust/**/*.test.ts"],
          globalSetup: ["test/support/browser/trustStore.ts", builtApp],
          runner: leavingOut,
        },
      },
      {
        test: {
          ...shared,
          name: "powershell",
          include: ["test/powershell/**/*.test.ts"],
          globalSetup: "test/powershell/program.ts",
          runner: leavingOut,
        },
      },
      {
        test: {
          ...shared,
          name: "infra",
          include: ["test/infra/**/*.test.ts"],
          globalSetup: "test/infra/program.ts",
          runner: leavingOut,
        },
      },
      {
        test: {
          ...shared,
          name: "browser",
          runner: leavingOut,
          setupFiles,
          include: ["test/browser/**/*.test.ts"],
          globalSetup: "test/support/browser/headlessShell.ts",
        },
      },
    ],
  },
});
