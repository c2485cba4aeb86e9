import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build } from "esbuild";

/**
 * Makes the package: `npm pack` in this folder runs it first. The code lies beside a folder `emulator` with what it shows
 * people, as it does in the repository.
 */
const folder = import.meta.dirname;
const dist = path.join(folder, "dist");
rmSync(dist, { recursive: true, force: true });
await build({
  entryPoints: {
    startEmulator: path.join(folder, "startEmulator.ts"),
    "external-id-emulator": path.join(folder, "standalone.ts"),
  },
  outdir: path.join(dist, "code"),
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  packages: "external",
  banner: { js: "#!/usr/bin/env node" },
});
for (const shown of ["views", "public"]) {
  cpSync(path.join(folder, shown), path.join(dist, "emulator", shown), { recursive: true });
}
const compiler = createRequire(import.meta.url).resolve("typescript/package.json");
execFileSync(process.execPath, [path.join(path.dirname(compiler), "bin/tsc"), "-p", "tsconfig.types.json"], {
  cwd: folder,
  stdio: "inherit",
});
