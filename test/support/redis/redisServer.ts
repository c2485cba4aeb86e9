import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createClient } from "redis";
import * as z from "zod";
import { freePort } from "../process/startServer.js";
import { redisProgram } from "./redisProgram.js";
import type { RedisTls } from "./redisTls.js";

/** A real Redis on a free port, with its data in a folder of its own, so that it can go away and come back. */
export class RedisServer {
  readonly url: string;
  /** The same one by TLS; undefined if it speaks none. */
  readonly tlsUrl: string | undefined;
  readonly #port: number;
  readonly #folder = mkdtempSync(path.join(tmpdir(), "redis-"));
  readonly #options: readonly string[];
  #process: ChildProcess | undefined;

  private constructor(port: number, options: readonly string[], tlsPort?: number) {
    this.#port = port;
    this.#options = options;
    this.url = `redis://127.0.0.1:${port}`;
    this.tlsUrl = tlsPort === undefined ? undefined : `rediss://localhost:${tlsPort}`;
  }

  /** `options` are those of redis-server's command line. */
  static async start(...options: string[]): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), options);
    await server.start();
    return server;
  }

  /** Starts one that speaks TLS too, on a port of its own. */
  static async startWithTls(tls: RedisTls, ...options: string[]): Promise<RedisServer> {
    const tlsPort = await freePort();
    const server = new RedisServer(await freePort(), [...tls.options(tlsPort), ...options], tlsPort);
    await server.start();
    return server;
  }

  /** Starts the process, unless it runs. A dump that was put into its place is what it begins with. */
  async start(): Promise<void> {
    if (this.#isRunning()) {
      return;
    }
    const restores = existsSync(this.#dump);
    const persistence = [
      "--dir",
      this.#folder,
      "--appendonly",
      // With an append-only file Redis reads no dump.
      restores ? "no" : "yes",
      // What is written outlives the process, and a slow disk keeps nobody waiting.
      "--appendfsync",
      "no",
      "--save",
      "",
    ];
    const address = ["--port", String(this.#port), "--bind", "127.0.0.1"];
    const child = spawn(redisProgram(), [...address, ...persistence, ...this.#options]);
    this.#process = child;
    await new Promise<void>((resolve, reject) => {
      child.stdout.on("data", (chunk) => String(chunk).includes("Ready to accept connections") && resolve());
      child.once("exit", (code) => reject(new Error(`Redis ended with ${code}.`)));
      child.once("error", reject);
    });
  }

  /** Ends the process; what it has stored stays for the next start. */
  async stop(): Promise<void> {
    const child = this.#process;
    if (child && this.#isRunning()) {
      const ended = once(child, "exit");
      child.kill("SIGCONT");
      child.kill("SIGTERM");
      await ended;
    }
  }

  /** Writes what it has into a file, as a backup. */
  async backUp(file: string): Promise<void> {
    await this.#send("SAVE");
    copyFileSync(this.#dump, file);
    rmSync(this.#dump);
  }

  /** Takes away what a process that has ended has stored, and puts a backup in its place, if there is one. */
  loseData(backup?: string): void {
    rmSync(path.join(this.#folder, "appendonlydir"), { recursive: true, force: true });
    rmSync(path.join(this.#folder, "appendonly.aof"), { force: true });
    if (backup !== undefined) {
      copyFileSync(backup, this.#dump);
    }
  }

  /** Lets what was restored from a dump be kept in an append-only file from now on. */
  async keepRestored(): Promise<void> {
    await this.#send("CONFIG", "SET", "appendonly", "yes");
    rmSync(this.#dump);
  }

  /** The keys that begin so. */
  async keys(prefix: string): Promise<string[]> {
    return z.array(z.string()).parse(await this.#send("KEYS", `${prefix}*`));
  }

  /** Makes it answer nothing more, with its connections open, until `thaw`. */
  freeze(): void {
    this.#process?.kill("SIGSTOP");
  }

  thaw(): void {
    this.#process?.kill("SIGCONT");
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true });
  }

  get #dump(): string {
    return path.join(this.#folder, "dump.rdb");
  }

  async #send(...command: string[]): Promise<unknown> {
    const client = await createClient({ url: this.url }).connect();
    try {
      return await client.sendCommand(command);
    } finally {
      client.destroy();
    }
  }

  #isRunning(): boolean {
    return this.#process?.exitCode === null && this.#process.signalCode === null;
  }
}
