import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { projectFile } from "../process/startServer.js";

const manifestSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  bin: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
});

/** The package.json of the emulator. */
export function emulatorManifest() {
  return manifestSchema.parse(JSON.parse(readFileSync(projectFile("emulator/package.json"), "utf8")));
}

/**
 * Packs the emulator and unpacks it into `node_modules` of the folder, with the packages that it names as its dependencies and no
 * others. They are links to those of the project, which stand for what npm would fetch. Returns the folder of the package.
 */
export function installEmulatorPackage(folder: string): string {
  const { name, version, dependencies } = emulatorManifest();
  execFileSync("npm", ["pack", projectFile("emulator"), "--pack-destination", folder], { stdio: "pipe" });
  const place = path.join(folder, "node_modules", name);
  mkdirSync(place, { recursive: true });
  const tarball = path.join(folder, `${name}-${version}.tgz`);
  execFileSync("tar", ["-xzf", tarball, "--strip-components=1", "-C", place]);
  for (const dependency of Object.keys(dependencies)) {
    const link = path.join(folder, "node_modules", dependency);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(projectFile(`node_modules/${dependency}`), link);
  }
  return place;
}
