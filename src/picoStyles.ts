import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the package's stylesheets; it holds `pico.min.css`. */
export const picoStyles = path.dirname(fileURLToPath(import.meta.resolve("@picocss/pico")));
