import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import type { KeyedCertificate } from "./issueCertificate.js";

const day = 24 * 60 * 60 * 1000;

/**
 * Reads a file that only this person can read; undefined if there is none.
 *
 * @throws Error if others can read it, who may have done so.
 */
export async function readKept(file: string): Promise<string | undefined> {
  try {
    const { mode } = await stat(file);
    if (process.platform !== "win32" && (mode & 0o077) !== 0) {
      throw new Error(`Others can read ${file}: delete its folder, and a new one is made.`);
    }
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}

/** Writes a new file that only this person can read. */
export async function writeKept(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600, flag: "wx" });
}

/** True if the certificate, as PEM, is valid for more than so many days from now on. */
export function lasts(certificate: string, days: number): boolean {
  return new Date(new X509Certificate(certificate).validTo).getTime() - Date.now() > days * day;
}

/** True if the key is that of the certificate, and the issuer has signed it. All are PEM. */
export function matches({ certificate, privateKey }: KeyedCertificate, issuer: string): boolean {
  try {
    const own = new X509Certificate(certificate);
    return (
      own.verify(new X509Certificate(issuer).publicKey) && own.checkPrivateKey(createPrivateKey(privateKey))
    );
  } catch {
    return false;
  }
}
