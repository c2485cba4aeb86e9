import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { projectFile } from "../../support/process/startServer.js";
import { canPin } from "../process/cores.js";

/** On what and of what something was measured, a sentence each. */
export function machine(): string[] {
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"}), ${memory} GiB, Node.js ${process.version}.`,
    `Load average at the start: ${loadavg()
      .map((load) => load.toFixed(2))
      .join(", ")}.`,
    `Commit ${commit()}.`,
    canPin
      ? "The app under load had core 1 to itself; the tenant and the load had core 0."
      : "The app, the tenant and the load shared all cores: there is no taskset here, or only one core.",
  ];
}

function commit(): string {
  const git = (...parameters: string[]) =>
    execFileSync("git", parameters, { cwd: projectFile("."), encoding: "utf8" }).trim();
  const changed = git("status", "--porcelain", "--untracked-files=no") !== "";
  return git("rev-parse", "--short", "HEAD") + (changed ? ", with changes" : "");
}
