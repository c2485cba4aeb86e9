import { createHash, type KeyObject, X509Certificate } from "node:crypto";

/** A certificate of an app, by the thumbprints that assertions name it with (RFC 7515 sections 4.1.7 and 4.1.8). */
export interface RegisteredCertificate {
  readonly sha1: string;
  readonly sha256: string;
  readonly publicKey: KeyObject;
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validTo: number;
}

/** Reads PEM. Throws Node's own error where it is no certificate. */
export function registeredCertificate(pem: string): RegisteredCertificate {
  const { raw, publicKey, validFrom, validTo } = new X509Certificate(pem);
  const thumbprint = (hash: "sha1" | "sha256") => createHash(hash).update(raw).digest("base64url");
  return {
    sha1: thumbprint("sha1"),
    sha256: thumbprint("sha256"),
    publicKey,
    validFrom: Date.parse(validFrom),
    validTo: Date.parse(validTo),
  };
}
