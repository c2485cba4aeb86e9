import {
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
} from "node:fs";
import path from "node:path";

/**
 * Makes a folder with the files of another, which costs a tenth of copying them: they are the same on the disk, so nobody may
 * write to them. Copies them if the folders are on different disks.
 *
 * @param filter False for what is left out.
 */
export function linkFiles(
  source: string,
  target: string,
  filter: (file: string) => boolean = () => true,
): void {
  mkdirSync(target, { recursive: true });
  for (const entry of readdirSync(source, { withFileTypes: true })) {
    const from = path.join(source, entry.name);
    const to = path.join(target, entry.name);
    if (!filter(from)) {
      continue;
    }
    if (entry.isDirectory()) {
      linkFiles(from, to, filter);
    } else if (entry.isSymbolicLink()) {
      symlinkSync(readlinkSync(from), to);
    } else {
      linkOrCopy(from, to);
    }
  }
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}
