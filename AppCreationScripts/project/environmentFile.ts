import { realpath } from "node:fs/promises";
import path from "node:path";
import { readDotenv } from "../../src/config/environment/readDotenv.js";
import { ifThere, keepPrivate, replaceFile, saveBeside } from "./privateFile.js";

/** The file of the app's settings. */
export interface EnvironmentFile {
  /** What it says; if there is none yet, what `.env.sample` says. */
  readonly text: string;
  /**
   * Writes another text, for the owner alone to read. What was there is saved beside it first, unless it is to be lost.
   *
   * @returns the name of the saved file; undefined if nothing is saved.
   */
  write(text: string, old?: "saved" | "lost"): Promise<string | undefined>;
}

/**
 * Reads `.env` in a folder, or a file that stands for it.
 *
 * @throws Error if it cannot be read, or is no UTF-8: written back, it would lose what it says.
 */
export async function openEnvironmentFile(folder: string, standIn?: string): Promise<EnvironmentFile> {
  const named = standIn ?? path.join(folder, ".env");
  // A link stays a link.
  const file = await ifThere(realpath(named));
  const text = file || !standIn ? readDotenv(file ?? path.join(folder, ".env.sample")) : undefined;
  return {
    text: text ?? "",
    async write(changed, old = "saved") {
      if (file && changed === text) {
        await keepPrivate(file);
        return undefined;
      }
      const saved = file && old === "saved" ? await saveBeside(file) : undefined;
      await replaceFile(file ?? named, changed);
      return saved;
    },
  };
}
