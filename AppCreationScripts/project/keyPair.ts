import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";

/** The keys of a certificate (PEM). */
export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

export type CreateKeyPair = () => Promise<KeyPair>;

/** Makes a new RSA key of 3072 bits. */
export const createKeyPair: CreateKeyPair = () =>
  promisify(generateKeyPair)("rsa", {
    modulusLength: 3072,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
