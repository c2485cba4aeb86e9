import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";
import { projectFile } from "../../support/process/startServer.js";

const folder = path.join(import.meta.dirname, "../peers");

/** Installs what the peers are made of, if that has not been done yet, and compiles what they share with the app. */
export function installPeers(): void {
  buildSync({
    entryPoints: ["src/claims/claimTable.ts", "src/routes/orders/orderRow.ts"].map((file) =>
      projectFile(file),
    ),
    outdir: path.join(folder, "build"),
    entryNames: "[name]",
    bundle: true,
    format: "esm",
  });
  if (!existsSync(path.join(folder, "node_modules"))) {
    execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder, stdio: "inherit" });
  }
}
