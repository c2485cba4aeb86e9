import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder with `views` and `public`: the nearest above this file, in `src` or in `dist`, where the build puts everything. */
export const projectRoot = nearestWith("views", import.meta.dirname);

/** The folder of the package's stylesheets; it holds `pico.min.css`. */
export const picoStyles = path.dirname(fileURLToPath(import.meta.resolve("@picocss/pico")));

function nearestWith(name: string, folder: string): string {
  const above = path.dirname(folder);
  return above === folder || existsSync(path.join(folder, name)) ? folder : nearestWith(name, above);
}
