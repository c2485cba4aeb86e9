import { existsSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { projectFile } from "../process/startServer.js";
import { linkFiles } from "./linkFiles.js";

const lockFile = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) });

/** What takes the place of commands: installing anew costs more than all the rest, and may need the network. */
const installs: Readonly<Record<string, (folder: string) => void>> = {
  "npm ci --ignore-scripts": (folder) => symlinkSync(projectFile("node_modules"), folder),
  "npm ci --omit=dev --ignore-scripts": linkForProduction,
};

/** Installs in a folder what `npm ci` has installed in the project. Returns false if the command is another. */
export function install(command: string, folder: string): boolean {
  const installInto = installs[command];
  if (!installInto) {
    return false;
  }
  for (const file of ["package.json", "package-lock.json"]) {
    if (!readFileSync(path.join(folder, file)).equals(readFileSync(projectFile(file)))) {
      throw new Error(`${file} is another than that of the project.`);
    }
  }
  installInto(path.join(folder, "node_modules"));
  return true;
}

/** The places of the packages that production has, from `node_modules/` on, as the project's lock file says. */
export function packagesOfProduction(): string[] {
  const { packages } = lockFile.parse(JSON.parse(readFileSync(projectFile("package-lock.json"), "utf8")));
  const places = Object.entries(packages).filter(([place, { dev }]) => place !== "" && !dev);
  // npm leaves out optional packages for other systems.
  return places.map(([place]) => place).filter((place) => existsSync(projectFile(place)));
}

function linkForProduction(folder: string): void {
  for (const place of packagesOfProduction()) {
    const source = projectFile(place);
    const nested = path.join(source, "node_modules");
    linkFiles(source, path.join(folder, "..", place), (file) => file !== nested);
  }
}
