import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
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

  /** Starts the process, unless it runs. */
  async start(): Promise<void> {
    if (this.#isRunning()) {
      return;
    }
    const persistence = [
      "--dir",
      this.#folder,
      "--appendonly",
      "yes",
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

  #isRunning(): boolean {
    return this.#process?.exitCode === null && this.#process.signalCode === null;
  }
}
