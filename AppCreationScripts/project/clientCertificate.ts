import { X509Certificate } from "node:crypto";
import { readFile, rename } from "node:fs/promises";
import path from "node:path";
import { generate } from "selfsigned";
import { certificateAndKeyIn } from "../../src/credentials/certificate/certificateAndKey.js";
import { certificateCredential } from "../../src/credentials/certificate/certificateCredential.js";
import { CredentialError } from "../../src/credentials/credentialError.js";
import type { CreateKeyPair, KeyPair } from "./keyPair.js";
import { ifThere, replaceFile, saveBeside } from "./privateFile.js";

/** Beside `.env`, with the private key. */
export const certificateFile = "client-certificate.pem";

/** A new certificate is here until Entra has it: running apps watch the other file. */
export const pendingCertificateFile = `${certificateFile}.new`;

/** A certificate for the app, without its key. */
export interface ClientCertificate {
  /** DER in base64, as Graph takes it. */
  readonly der: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly isNew: boolean;
  /** Puts it into the app's file, once Entra has it; what the file had is saved beside it. */
  install(): Promise<void>;
}

const day = 24 * 60 * 60 * 1000;

/** Milliseconds; a certificate that expires sooner is replaced. */
const leastValidity = 30 * day;

/** Milliseconds; Entra takes a certificate for a year at most, and a year can have 365 days. */
const validity = 365 * day;

/** Milliseconds by which clocks may differ: Entra must not take a new certificate for one of the future. */
const clockDifference = 5 * 60 * 1000;

/**
 * Returns the certificate in the file if it is good: registered or made for this application, with its key, not about to
 * expire. Otherwise returns the good one that an earlier run has not installed, or makes another.
 */
export async function ensureClientCertificate(
  folder: string,
  appId: string,
  isRegistered: (der: string) => boolean,
  createKeyPair: CreateKeyPair,
): Promise<ClientCertificate> {
  const file = path.join(folder, certificateFile);
  const pending = path.join(folder, pendingCertificateFile);
  const good = async (candidate: string) => {
    const found = await readClientCertificate(candidate);
    const isOurs = found && (isRegistered(found.der) || found.commonName === appId);
    return isOurs && found.validTo.getTime() > Date.now() + leastValidity && (await isUsable(candidate))
      ? found
      : undefined;
  };
  const found = await good(file);
  if (found) {
    return { ...found, isNew: false, install: async () => undefined };
  }
  let waiting = await good(pending);
  if (!waiting) {
    const pem = await makeCertificate(appId, await createKeyPair());
    await replaceFile(pending, pem);
    waiting = certificateIn(pem);
  }
  return {
    ...waiting,
    isNew: true,
    async install() {
      await ifThere(saveBeside(file));
      await rename(pending, file);
    },
  };
}

/** Reads the certificate in a file, also one that has expired; undefined if there is none. */
export async function readClientCertificate(file: string) {
  const content = await ifThere(readFile(file));
  try {
    return content && certificateIn(content);
  } catch {
    return undefined;
  }
}

function certificateIn(content: string | Buffer) {
  const { raw, subject, validFrom, validTo } = new X509Certificate(content);
  return {
    der: raw.toString("base64"),
    validFrom: new Date(validFrom),
    validTo: new Date(validTo),
    commonName: subject.replace(/^CN=/, ""),
  };
}

/** True if the app can use the certificate in a file, with its key. */
async function isUsable(file: string): Promise<boolean> {
  try {
    certificateCredential(await certificateAndKeyIn(await readFile(file), undefined, undefined), undefined);
    return true;
  } catch (error) {
    if (error instanceof CredentialError) {
      return false;
    }
    throw error;
  }
}

/** Makes a certificate for an application, signed by itself, and returns it with its private key (PEM). */
async function makeCertificate(appId: string, keyPair: KeyPair): Promise<string> {
  const notBeforeDate = new Date(Date.now() - clockDifference);
  const { cert } = await generate([{ name: "commonName", value: appId }], {
    keyPair: { ...keyPair },
    algorithm: "sha256",
    notBeforeDate,
    notAfterDate: new Date(notBeforeDate.getTime() + validity),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
    ],
  });
  return `${cert.trimEnd()}\n${keyPair.privateKey.trimEnd()}\n`;
}
