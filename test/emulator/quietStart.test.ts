import { expect, test } from "vitest";
import { projectFile, startServer } from "../support/process/startServer.js";

/** What a process of its own runs: oidc-provider speaks up when it is loaded for the first time. */
const program = `
  import { startEmulator } from "${projectFile("emulator/startEmulator.ts")}";
  const before = { ...console };
  const say = (line) => console.error(line);
  const emulator = await startEmulator({ port: 0, clients: [], log: { info: say, warn: say, error: say } });
  await emulator.close();
  const changed = Object.keys(before).filter((name) => console[name] !== before[name]);
  process.exitCode = changed.length === 0 ? 0 : 1;`;

test("Starting says nothing on the console, and leaves the console as it was", async () => {
  const tsx = import.meta.resolve("tsx");
  const options = ["--import", tsx, "--input-type=module", "--eval", program];
  expect(await startServer({ program: options }).ended).toEqual({
    code: 0,
    signal: null,
    output: "",
    errors: "",
  });
});
