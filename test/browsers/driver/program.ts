import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";

/** A program that a test has started. */
export interface Program {
  readonly child: ChildProcess;
  /** Resolves when it has ended, by whatever. */
  readonly ended: Promise<unknown>;
  /** Ends it, and waits until it has. */
  end(): Promise<void>;
}

export function startProgram(file: string, options: readonly string[], how: SpawnOptions): Program {
  const child = spawn(file, options, how);
  const ended = Promise.race([once(child, "exit"), once(child, "error")]);
  return {
    child,
    ended,
    async end() {
      child.kill();
      await ended;
    },
  };
}
