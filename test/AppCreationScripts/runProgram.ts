import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

interface Program {
  /** The program, and what it is given. */
  readonly command: readonly [string, ...string[]];
  readonly cwd?: string;
  /** What its environment has beside the least. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** The command that runs TypeScript: a file, or `--eval` and a text. */
export function typeScript(...parameters: readonly string[]): readonly [string, ...string[]] {
  return [process.execPath, "--import", import.meta.resolve("tsx"), ...parameters];
}

/** Runs a program with no terminal until it ends, at the latest with the test. */
export async function runProgram({ command: [file, ...parameters], cwd, environment }: Program) {
  const child = spawn(file, parameters, {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
  });
  onTestFinished(() => void child.kill());
  const [output, errors, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { code, signal, output, errors };
}
