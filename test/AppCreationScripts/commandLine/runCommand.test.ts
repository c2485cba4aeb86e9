import { expect, test } from "vitest";
import { projectFile } from "../../support/process/startServer.js";
import { runProgram, typeScript } from "../runProgram.js";

/** Runs a command that does this. */
function runCommandThat(does: string) {
  const runCommand = JSON.stringify(projectFile("AppCreationScripts/commandLine/runCommand.ts"));
  const program = `
    import { runCommand } from ${runCommand};
    await runCommand({ script: "configure", does: "", options: {}, async run() { ${does} } });`;
  return typeScript("--input-type=module", "--eval", program);
}

test("A command that has failed ends, whatever it has left open", async () => {
  const command = runCommandThat(`
    setInterval(() => {}, 1_000);
    throw new Error("It failed. " + "x".repeat(100_000));`);
  const { output, errors, code } = await runProgram({ command });
  expect({ output, code }).toEqual({ output: "", code: 1 });
  expect(errors).toMatch(/^It failed\. x{100000}\n$/);
});

test("A command whose reader has gone ends without a word", async () => {
  const [file, ...parameters] = runCommandThat(`setInterval(() => console.log("x".repeat(1_000)), 1);`);
  const { output, errors, code } = await runProgram({
    command: ["bash", "-c", 'set -o pipefail; "$@" | head -n 1', "bash", file, ...parameters],
  });
  expect(output).toMatch(/^x{1000}\n$/);
  expect({ errors, code }).toEqual({ errors: "", code: 1 });
});
