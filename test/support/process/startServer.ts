import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { inject } from "vitest";
import { tenantEnvironment } from "../app/environments.js";

const projectRoot = path.join(import.meta.dirname, "../../..");

interface ServerOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** The contents of its `.env` file, which is there in any case: without one the app would read that of its own folder. */
  readonly dotenv?: string;
  /** What Node.js runs; by default the app as it is built. */
  readonly program?: readonly string[];
  /** What runs the program in place of Node.js. */
  readonly command?: string;
  /** Where it starts; by default a folder of its own with `dotenv` in it. */
  readonly folder?: string;
}

/** A process of the app. */
export interface ServerProcess {
  /** Resolves when the output has this text; rejects when the process ends first. */
  printed(text: string): Promise<string>;
  stop(signal: NodeJS.Signals): void;
  /** Reads no more of what the process writes. */
  closeOutput(): void;
  /** What the process leaves when it ends. */
  readonly ended: Promise<{
    code: number | null;
    signal: NodeJS.Signals | null;
    output: string;
    errors: string;
  }>;
}

/** The server as it is built, or what starts alone beside it. */
export function builtProgram(name: "server" | "emulator" | "orders-api"): string {
  return path.join(inject("builtApp"), `${name}.js`);
}

/** Options with which Node.js runs a program before the app. */
export function runBefore(program: string): readonly string[] {
  return ["--import", `data:text/javascript,${encodeURIComponent(program)}`];
}

/** Starts the app as a process, with nothing of the tests' own environment but what Node.js needs. */
export function startServer({
  environment = {},
  dotenv,
  program,
  command = process.execPath,
  folder,
}: ServerOptions): ServerProcess {
  const cwd = folder ?? folderWith(dotenv ?? "");
  const child = spawn(command, program ?? [builtProgram("server")], {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += String(chunk);
  });
  const ended = Promise.all([once(child, "close"), text(child.stderr)]).then(([[code, signal], errors]) => {
    if (folder === undefined) {
      rmSync(cwd, { recursive: true });
    }
    return { code, signal, output, errors };
  });
  return {
    ended,
    stop: (signal) => void child.kill(signal),
    closeOutput: () => void child.stdout.destroy(),
    printed: (wanted) =>
      new Promise((resolve, reject) => {
        const look = () => output.includes(wanted) && resolve(output);
        child.stdout.on("data", look);
        look();
        ended.then(({ errors }) => reject(new Error(`The server ended: ${errors}`)), reject);
      }),
  };
}

function folderWith(dotenv: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "server-"));
  writeFileSync(path.join(folder, ".env"), dotenv);
  return folder;
}

/** The path of a file of the project. */
export function projectFile(name: string): string {
  return path.join(projectRoot, name);
}

/**
 * A port that is free at this moment, and lower than those that systems give to connections and to servers that name no port:
 * one of these would soon be taken again. Redis takes the port 10000 above it for a cluster, which is as low.
 */
export async function freePort(): Promise<number> {
  const port = randomInt(11_000, 20_000);
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return freePort();
  }
  server.close();
  await once(server, "close");
  return port;
}

/** Settings for an app with a tenant that nobody reaches, on a port that is free at this moment. */
export async function settingsWithTenant() {
  const AUTHORITY = "http://127.0.0.1:1/contoso.onmicrosoft.com";
  const { CLIENT_ID, CLIENT_SECRET } = tenantEnvironment;
  return { PORT: String(await freePort()), AUTHORITY, CLIENT_ID, CLIENT_SECRET };
}

/** Settings for an app with an emulated tenant, on ports that are free at this moment. */
export async function freePorts() {
  return {
    PORT: String(await freePort()),
    EMULATOR_PORT: String(await freePort()),
    ORDERS_API_PORT: String(await freePort()),
  };
}
