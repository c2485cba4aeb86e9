import { describe, expect, test } from "vitest";
import { projectFile } from "../../support/process/startServer.js";
import { runProgram, typeScript } from "../runProgram.js";

/** Runs work that is not to be interrupted, in a process of its own that signals itself. */
function runInterrupted(work: string) {
  const uninterrupted = JSON.stringify(projectFile("AppCreationScripts/terminal/uninterrupted.ts"));
  const program = `
    import { once } from "node:events";
    import { uninterrupted } from ${uninterrupted};
    setInterval(() => {}, 1_000);
    async function interrupt(signal) {
      const heard = once(process, signal);
      process.kill(process.pid, signal);
      await heard;
    }
    await uninterrupted(async () => { ${work} });
    console.log("afterwards");`;
  return runProgram({ command: typeScript("--input-type=module", "--eval", program) });
}

describe.each(["SIGINT", "SIGTERM"])("Work that %s interrupts", (signal) => {
  test("is done before the process ends", async () => {
    const ended = await runInterrupted(`await interrupt("${signal}"); console.log("done");`);
    expect(ended).toEqual({ code: null, signal, output: "done\n", errors: "" });
  });

  test("is left at once if it is interrupted again", async () => {
    const ended = await runInterrupted(`
      await interrupt("${signal}");
      console.log("once");
      process.kill(process.pid, "${signal}");
      await new Promise(() => {});`);
    expect(ended).toEqual({ code: null, signal, output: "once\n", errors: "" });
  });
});
