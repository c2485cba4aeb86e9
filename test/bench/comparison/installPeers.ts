import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

/** Installs what the peers are made of, where that has not been done yet. */
export function installPeers(): void {
  const folder = path.join(import.meta.dirname, "../peers");
  if (!existsSync(path.join(folder, "node_modules"))) {
    execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder, stdio: "inherit" });
  }
}
