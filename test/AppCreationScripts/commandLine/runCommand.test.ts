import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { projectFile } from "../../support/startServer.js";

test("A command that has failed ends, whatever it has left open", async () => {
  const runCommand = JSON.stringify(projectFile("AppCreationScripts/commandLine/runCommand.ts"));
  const program = `
    import { runCommand } from ${runCommand};
    await runCommand({ script: "configure", does: "", options: {}, async run() {
      setInterval(() => {}, 1_000);
      throw new Error("It failed. " + "x".repeat(100_000));
    } });`;
  const child = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), "--input-type=module", "--eval", program],
    { stdio: ["ignore", "pipe", "pipe"], env: { PATH: process.env.PATH, HOME: process.env.HOME } },
  );
  onTestFinished(() => void child.kill());
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  expect({ output, code }).toEqual({ output: "", code: 1 });
  expect(errors).toMatch(/^It failed\. x{100000}\n$/);
});
