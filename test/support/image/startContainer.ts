import { execFile } from "node:child_process";
import path from "node:path";
import { type ServerProcess, startServer } from "../process/startServer.js";
import type { Image } from "./buildImage.js";

type Environment = Readonly<Record<string, string>>;

/** Where the programs of the base image are on this machine. */
const programs: Readonly<Record<string, string>> = { "/nodejs/bin/node": process.execPath };

/** Options with which Node.js lets a program write no file and start no other: the name has changed with 22.13. */
const readOnly = [
  isOption("--permission") ? "--permission" : "--experimental-permission",
  "--allow-fs-read=*",
  ...(isOption("--allow-net") ? ["--allow-net"] : []),
];

function isOption(name: string): boolean {
  return process.allowedNodeEnvironmentFlags.has(name);
}

/** Starts what a container of the image starts, where nothing can be written. */
export function startContainer(image: Image, environment: Environment): ServerProcess {
  const [program = "", ...options] = [...image.entrypoint, ...image.command];
  return startServer({
    command: programOf(program),
    program: [...readOnly, ...options],
    folder: folderOf(image),
    environment: { ...image.environment, ...environment },
  });
}

/** Runs a command in a container of the image. Returns its exit code. */
export function runInContainer(
  image: Image,
  [program = "", ...options]: readonly string[],
  environment: Environment,
): Promise<number | null> {
  const child = execFile(programOf(program), options, {
    cwd: folderOf(image),
    env: { ...image.environment, ...environment },
  });
  return new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
}

function folderOf({ root, workingFolder }: Image): string {
  return path.join(root, workingFolder);
}

function programOf(name: string): string {
  const program = programs[name];
  if (program === undefined) {
    throw new Error(`The base image has no ${name}.`);
  }
  return program;
}
