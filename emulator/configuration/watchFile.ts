import { watch } from "node:fs";
import path from "node:path";

/** Milliseconds: an editor writes a file in several steps. */
const pause = 100;

/** Calls back after each change of a file, also one that puts another file in its place. Returns what ends that. */
export function watchFile(file: string, changed: () => Promise<void>): () => void {
  let waiting: NodeJS.Timeout | undefined;
  let last = Promise.resolve();
  const watcher = watch(path.dirname(path.resolve(file)), { persistent: false }, (_event, name) => {
    if (name === null || name === path.basename(file)) {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        last = last.then(changed);
      }, pause);
      waiting.unref();
    }
  });
  return () => {
    clearTimeout(waiting);
    watcher.close();
  };
}
