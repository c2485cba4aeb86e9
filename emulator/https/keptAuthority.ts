import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Authority } from "./authority.js";
import { lasts, matches, readKept, writeKept } from "./keptFiles.js";

export interface KeptAuthority extends Authority {
  /** The folder that it is kept in. */
  readonly folder: string;
  /** The file of the root's certificate, which the person trusts. */
  readonly rootFile: string;
  /** True if it has just been made, so that nobody trusts it yet. */
  readonly isNew: boolean;
}

/** Days before the end of an authority at which the next one takes its place. */
const renewal = 60;

const files = { root: "root.pem", certificate: "intermediate.pem", privateKey: "intermediate.key" };

/**
 * Reads the authority for these names from its folder below `parent`, or makes it there, for this person's eyes alone. One
 * that soon ends is made anew.
 *
 * @throws Error if what lies there is not whole, or if others can read its key.
 */
export async function keepAuthority(parent: string, names: readonly string[]): Promise<KeptAuthority> {
  const folder = path.join(parent, names.join("_"));
  const rootFile = path.join(folder, files.root);
  const kept = await readAuthority(folder);
  if (kept && lasts(kept.root, renewal)) {
    return { ...kept, folder, rootFile, isNew: false };
  }
  const { createAuthority } = await import("./authority.js");
  await write(parent, folder, await createAuthority(names), kept !== undefined);
  // Another emulator that started at the same time may have been faster.
  const made = await readAuthority(folder);
  if (!made) {
    throw new Error(`The authority of the emulator cannot be kept in ${folder}.`);
  }
  return { ...made, folder, rootFile, isNew: true };
}

/** Returns undefined if there is none. */
async function readAuthority(folder: string): Promise<Authority | undefined> {
  const [root, certificate, privateKey] = await Promise.all(
    [files.root, files.certificate, files.privateKey].map((name) => readKept(path.join(folder, name))),
  );
  if (root === undefined && certificate === undefined && privateKey === undefined) {
    return undefined;
  }
  const intermediate = { certificate: certificate ?? "", privateKey: privateKey ?? "" };
  if (!matches(intermediate, root ?? "")) {
    throw new Error(`The authority in ${folder} is not whole: delete this folder, and a new one is made.`);
  }
  return { root: root ?? "", intermediate };
}

/** Writes all aside and renames it, so that nobody reads half of it. */
async function write(parent: string, folder: string, authority: Authority, replace: boolean): Promise<void> {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const aside = await mkdtemp(path.join(parent, "new-"));
  try {
    const { root, intermediate } = authority;
    await writeKept(path.join(aside, files.root), root);
    await writeKept(path.join(aside, files.certificate), intermediate.certificate);
    await writeKept(path.join(aside, files.privateKey), intermediate.privateKey);
    if (replace) {
      await rm(folder, { recursive: true, force: true });
    }
    await rename(aside, folder);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (!isTaken(error)) {
      throw error;
    }
  }
}

/** The name is taken: by what another emulator has made. Windows has errors of its own for it. */
function isTaken(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    ["EEXIST", "ENOTEMPTY", "EPERM", "EACCES"].includes(String(error.code))
  );
}
