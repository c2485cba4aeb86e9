import { isUtf8 } from "node:buffer";
import { readFile, realpath } from "node:fs/promises";
import path from "node:path";
import { ifThere, keepPrivate, replaceFile, saveBeside } from "./privateFile.js";

/** The file of the app's settings. */
export interface EnvironmentFile {
  /** What it says; where there is none yet, what `.env.sample` says. */
  readonly text: string;
  /**
   * Writes another text, for the owner alone to read. What was there is saved beside it first.
   *
   * @returns the name of the saved file; undefined where there was none or nothing has changed.
   */
  write(text: string): Promise<string | undefined>;
}

/**
 * Reads `.env` in a folder.
 *
 * @throws Error where it cannot be read, or is no UTF-8: written back, it would lose what it says.
 */
export async function openEnvironmentFile(folder: string): Promise<EnvironmentFile> {
  const named = path.join(folder, ".env");
  // A link stays a link.
  const file = await ifThere(realpath(named));
  const text = await readText(file ?? path.join(folder, ".env.sample"));
  return {
    text: text ?? "",
    async write(changed) {
      if (file && changed === text) {
        await keepPrivate(file);
        return undefined;
      }
      const saved = file && (await saveBeside(file));
      await replaceFile(file ?? named, changed);
      return saved;
    },
  };
}

async function readText(file: string): Promise<string | undefined> {
  const content = await ifThere(readFile(file)).catch((error: unknown) => {
    throw new Error(`.env cannot be read: ${error instanceof Error ? error.message : "unknown"}`);
  });
  if (content && !isUtf8(content)) {
    throw new Error(".env is not encoded as UTF-8: save it so in an editor.");
  }
  return content?.toString("utf8");
}
