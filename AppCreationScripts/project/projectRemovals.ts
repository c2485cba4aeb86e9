import { rm } from "node:fs/promises";
import path from "node:path";
import { certificateFile, readClientCertificate } from "./clientCertificate.js";
import { openEnvironmentFile } from "./environmentFile.js";
import { clearVariables, parseVariables } from "./environmentText.js";

/** Something in the project's folder to be removed. */
export interface ProjectRemoval {
  readonly kind: string;
  readonly which: string;
  /** Removes it, and tells what it did. */
  run(): Promise<string>;
}

/** What a project has of an application: values in `.env`, and a certificate in its file. */
export async function projectRemovals(
  folder: string,
  appId: string,
  certificates: readonly string[],
): Promise<readonly ProjectRemoval[]> {
  const { text, write } = await openEnvironmentFile(folder);
  const cleared = parseVariables(text).CLIENT_ID === appId ? clearVariables(text) : text;
  const removals: ProjectRemoval[] = [];
  if (cleared !== text) {
    removals.push({
      kind: "settings",
      which: "the values in .env that npm run configure has set",
      async run() {
        return `removed; the old .env is ${await write(cleared)}`;
      },
    });
  }
  const file = path.join(folder, certificateFile);
  const found = await readClientCertificate(file);
  if (found && certificates.includes(found.der)) {
    removals.push({
      kind: "certificate",
      which: `${certificateFile}, with its private key`,
      async run() {
        await rm(file);
        return "removed";
      },
    });
  }
  return removals;
}
