import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { generate } from "selfsigned";
import { certificateAndKeyIn } from "../../src/credentials/certificateAndKey.js";
import { certificateCredential } from "../../src/credentials/certificateCredential.js";
import { CredentialError } from "../../src/credentials/credentialError.js";
import { daysFrom, monthsFrom } from "../times.js";
import { ifThere, replaceFile, saveBeside } from "./privateFile.js";

/** Beside `.env`, with the private key. */
export const certificateFile = "client-certificate.pem";

/** A certificate in the file, without its key. */
export interface ClientCertificate {
  /** DER in base64, as Graph takes it. */
  readonly der: string;
  readonly validTo: Date;
  readonly isNew: boolean;
}

/** Days; a certificate that expires sooner is replaced. */
const leastValidity = 30;

const validityMonths = 12;

/** Milliseconds by which clocks may differ: Entra must not take a new certificate for one of the future. */
const clockDifference = 5 * 60 * 1000;

/**
 * Gives the certificate in the file where it is good: registered or made for this application, with its key, not about to
 * expire. Otherwise makes another; what the file had is saved beside it.
 */
export async function ensureClientCertificate(
  folder: string,
  appId: string,
  isRegistered: (der: string) => boolean,
): Promise<ClientCertificate> {
  const file = path.join(folder, certificateFile);
  const found = await readClientCertificate(file);
  if (found && found.validTo > daysFrom(new Date(), leastValidity)) {
    if (isRegistered(found.der) || found.commonName === appId) {
      return { ...found, isNew: false };
    }
  }
  await ifThere(saveBeside(file));
  const pem = await makeCertificate(appId);
  await replaceFile(file, pem);
  const { raw, validTo } = new X509Certificate(pem);
  return { der: raw.toString("base64"), validTo: new Date(validTo), isNew: true };
}

/** Reads a file with a certificate and its key; undefined where there is none that the app could use. */
export async function readClientCertificate(file: string) {
  const content = await ifThere(readFile(file));
  if (content === undefined) {
    return undefined;
  }
  try {
    certificateCredential(await certificateAndKeyIn(content, undefined, undefined), undefined);
  } catch (error) {
    if (error instanceof CredentialError) {
      return undefined;
    }
    throw error;
  }
  const { raw, subject, validTo } = new X509Certificate(content);
  return { der: raw.toString("base64"), validTo: new Date(validTo), commonName: subject.replace(/^CN=/, "") };
}

/** Makes a certificate for an application, signed by itself, and gives it with its private key (PEM). */
async function makeCertificate(appId: string): Promise<string> {
  const { private: key, cert } = await generate([{ name: "commonName", value: appId }], {
    keySize: 3072,
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() - clockDifference),
    notAfterDate: monthsFrom(new Date(), validityMonths),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
    ],
  });
  return `${cert.trimEnd()}\n${key.trimEnd()}\n`;
}
