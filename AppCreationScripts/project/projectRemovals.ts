import { rm } from "node:fs/promises";
import path from "node:path";
import { certificateFile, pendingCertificateFile, readClientCertificate } from "./clientCertificate.js";
import { openEnvironmentFile } from "./environmentFile.js";
import { clearVariables, parseVariables } from "./environmentText.js";

/** Something in the project's folder to be removed. */
export interface ProjectRemoval {
  readonly kind: string;
  readonly which: string;
  /** Removes it, and tells what it did. */
  run(): Promise<string>;
}

/** What a project has of an application: values in `.env`, and certificates in their files, expired or not. */
export async function projectRemovals(
  folder: string,
  appId: string,
  certificates: readonly string[],
): Promise<readonly ProjectRemoval[]> {
  const { text } = await openEnvironmentFile(folder);
  const removals: ProjectRemoval[] = [];
  if (parseVariables(text).CLIENT_ID === appId && clearVariables(text) !== text) {
    removals.push({
      kind: "settings",
      which: "the values in .env that npm run configure has set",
      async run() {
        // Somebody may have changed the file since, while the question stood.
        const file = await openEnvironmentFile(folder);
        return `removed; the old .env is ${await file.write(clearVariables(file.text))}`;
      },
    });
  }
  for (const name of [certificateFile, pendingCertificateFile]) {
    const file = path.join(folder, name);
    const found = await readClientCertificate(file);
    if (found && (certificates.includes(found.der) || found.commonName === appId)) {
      removals.push({
        kind: "certificate",
        which: `${name}, with its private key`,
        async run() {
          await rm(file);
          return "removed";
        },
      });
    }
  }
  return removals;
}
