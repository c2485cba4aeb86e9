import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { chmod, copyFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/** Read and write for the owner, nothing for others. */
const ownerOnly = 0o600;

/** Copies a file to one with the time in its name, readable for its owner alone, and returns that name. */
export async function saveBeside(file: string): Promise<string> {
  const saved = `${file}.${new Date().toISOString().replaceAll(":", "-")}.bak`;
  await copyFile(file, saved, constants.COPYFILE_EXCL);
  await keepPrivate(saved);
  return path.basename(saved);
}

/** Lets nobody but its owner read a file. */
export async function keepPrivate(file: string): Promise<void> {
  await chmod(file, ownerOnly);
}

/**
 * Writes a file that only its owner can read. Whoever reads it meanwhile sees the old one or the new one, never a part.
 */
export async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text, { mode: ownerOnly, flag: "wx", flush: true });
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Returns undefined if the file is not there. */
export async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}
