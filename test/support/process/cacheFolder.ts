import { homedir } from "node:os";
import path from "node:path";

/** Returns where a program that tests have installed is kept. It outlasts a clone of the project, for such programs are large. */
export function cacheFolder(name: string): string {
  const caches = process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache");
  return path.join(caches, "entra-external-id-express-app", name);
}
