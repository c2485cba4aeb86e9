import { cpSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { ignoredBy } from "./dockerignore.js";
import { linkFiles } from "./linkFiles.js";

/**
 * Copies files of the folder that a builder is shown: all of it but what its `.dockerignore` keeps out.
 *
 * @throws Error if it keeps out one of the sources.
 */
export function copyFromContext(context: string, sources: readonly string[], target: string): void {
  const isIgnored = ignoredBy(readFileSync(path.join(context, ".dockerignore"), "utf8"));
  const filter = (file: string) => !isIgnored(path.relative(context, file));
  for (const source of sources) {
    const from = path.join(context, source);
    if (!existsSync(from) || !filter(from)) {
      throw new Error(`The builder is not shown ${source}.`);
    }
    cpSync(from, placeFor(from, target), { recursive: true, filter });
  }
}

/**
 * Copies files that a stage has made.
 *
 * @param root The folder that is `/` in the stage.
 * @throws Error if a source does not exist.
 */
export function copyFromStage(root: string, sources: readonly string[], target: string): void {
  for (const source of sources) {
    const from = path.join(root, source);
    const to = placeFor(from, target);
    if (statSync(from).isDirectory()) {
      linkFiles(from, to);
    } else {
      cpSync(from, to);
    }
  }
}

/**
 * Returns where a copy goes: a file into `target` if that ends with a slash, and what is in a folder into `target` itself.
 *
 * @see https://docs.docker.com/reference/dockerfile/#destination
 */
function placeFor(source: string, target: string): string {
  const isFolder = statSync(source).isDirectory();
  const place = !isFolder && target.endsWith("/") ? path.join(target, path.basename(source)) : target;
  mkdirSync(path.dirname(place), { recursive: true });
  return place;
}
