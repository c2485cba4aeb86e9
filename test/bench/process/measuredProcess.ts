import { type ChildProcess, type Serializable, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import * as z from "zod";
import { onCoreOfApp } from "./cores.js";

/** What a process has used since it started. */
export interface Usage {
  /** Milliseconds of CPU time, of all its threads. */
  readonly cpu: number;
  /** Resident memory in bytes. */
  readonly rss: number;
}

interface Program {
  /** What Node.js is given: options, then a file. */
  readonly program: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Whether it is the app under load, which has a core of its own where there are two. */
  readonly underLoad: boolean;
  /** Ends the process. */
  readonly stop: AbortSignal;
}

const usage = z.object({ cpu: z.number(), rss: z.number() });

const meter = path.join(import.meta.dirname, "meter.js");

/** What Node.js is given to run TypeScript. */
export function typeScript(file: string): readonly string[] {
  return ["--import", import.meta.resolve("tsx"), file];
}

/** A process of Node.js that tells what it has used, and ends with the process that started it. */
export class MeasuredProcess {
  readonly #child: ChildProcess;
  #errors = "";

  constructor({ program, environment, underLoad, stop }: Program) {
    const command = [process.execPath, "--import", meter, ...program] as const;
    const [file, ...parameters] = underLoad ? onCoreOfApp(command) : command;
    this.#child = spawn(file, parameters, {
      // A folder without an .env file.
      cwd: import.meta.dirname,
      env: { PATH: process.env.PATH, ...environment },
      // The log goes nowhere. What ends the process is told.
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      signal: stop,
      killSignal: "SIGKILL",
    });
    // Whoever waits for a message hears of it, and whoever asks later.
    this.#child.on("error", () => undefined);
    this.#child.stderr?.on("data", (chunk) => {
      this.#errors += String(chunk);
    });
  }

  async usage(): Promise<Usage> {
    const { cpu, rss } = usage.parse(await this.ask("usage"));
    return { cpu: cpu / 1000, rss };
  }

  /** The answer to a message. */
  async ask(message: Serializable): Promise<unknown> {
    const answer = this.nextMessage();
    this.#child.send(message);
    return answer;
  }

  /** The next message; rejects if the process ends instead. */
  async nextMessage(): Promise<unknown> {
    this.throwIfEnded();
    const waiting = new AbortController();
    const { signal } = waiting;
    try {
      return await Promise.race([
        once(this.#child, "message", { signal }).then(([message]) => message),
        once(this.#child, "exit", { signal }).then(() => this.throwIfEnded()),
      ]);
    } finally {
      waiting.abort();
    }
  }

  throwIfEnded(): void {
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== null || signalCode !== null) {
      throw new Error(`A process ended with ${exitCode ?? signalCode}: ${this.#errors}`);
    }
  }

  async close(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, "exit");
      this.#child.kill("SIGKILL");
      await ended;
    }
  }
}
