import { stat } from "node:fs/promises";

/** Milliseconds between two looks at the files. Looking finds what notifications miss on mounted secrets and shares. */
const lookInterval = 1_000;

/** What differs after any of the files was written, replaced, removed or made readable. It never rejects. */
export async function versionsOf(files: readonly string[]): Promise<string> {
  const versions = await Promise.all(
    files.map((file) =>
      stat(file, { bigint: true }).then(
        ({ dev, ino, ctimeNs, mtimeNs, size }) => [dev, ino, ctimeNs, mtimeNs, size].join(" "),
        () => "none",
      ),
    ),
  );
  return versions.join("\n");
}

/**
 * Calls `changed` whenever the files are no longer of the versions `seen`, which the caller takes before it reads them:
 * a first look after the reading, such as `fs.watchFile` takes, would miss what changed in between.
 *
 * @returns what ends it.
 */
export function watchVersions(files: readonly string[], seen: string, changed: () => void): () => void {
  let last = seen;
  let looking = false;
  const timer = setInterval(async () => {
    // A share that hangs holds one look back, not a thread of Node.js for each.
    if (looking) {
      return;
    }
    looking = true;
    const versions = await versionsOf(files);
    looking = false;
    if (versions !== last) {
      last = versions;
      changed();
    }
  }, lookInterval);
  timer.unref();
  return () => clearInterval(timer);
}
