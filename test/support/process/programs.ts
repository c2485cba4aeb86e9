import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";

/** The first of these programs that PATH has; undefined if it has none. */
export function findOnPath(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable);
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Installs a package on Debian and Ubuntu, if the tests run as root, and says so; elsewhere stops with `advice`. */
export function installWithApt(name: string, advice: string): void {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    throw new Error(advice);
  }
  process.stdout.write(`No ${name} found: installing it with apt-get.\n`);
  const options = { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const;
  const apt = ["-qq", "-o", "DPkg::Lock::Timeout=300"];
  try {
    execFileSync("apt-get", [...apt, "update"], options);
    execFileSync("apt-get", [...apt, "install", "-y", "--no-install-recommends", name], options);
  } catch (cause) {
    throw new Error(advice, { cause });
  }
}
