import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import type { CertificateAndKey } from "./certificateAndKey.js";
import { CredentialError } from "./credentialError.js";
import { dayOf } from "./dayOf.js";
import type { LoadedCredential } from "./renewableCredential.js";

/**
 * Checks a certificate and its private key, and computes what MSAL and Entra know it by: its SHA-256 thumbprint and the
 * chain (`x5t#S256` and `x5c` of RFC 7515 section 4.1). `password` is that of an encrypted key.
 *
 * @throws CredentialError whose message goes on from the name of the variable.
 */
export function certificateCredential(
  { certificates, key }: CertificateAndKey,
  password: string | undefined,
): LoadedCredential {
  const chain = certificates.map(readCertificate);
  const privateKey = readPrivateKey(key, password);
  const own = chain.find((certificate) => certificate.checkPrivateKey(privateKey));
  if (!own) {
    throw new CredentialError("has a certificate and a private key that do not belong together");
  }
  const validTo = new Date(own.validTo);
  if (validTo.getTime() <= Date.now()) {
    throw new CredentialError(`has a certificate that expired on ${dayOf(validTo)}`);
  }
  if (new Date(own.validFrom).getTime() > Date.now()) {
    throw new CredentialError(`has a certificate that is not valid before ${dayOf(new Date(own.validFrom))}`);
  }
  const clientCertificate = {
    thumbprintSha256: own.fingerprint256.replaceAll(":", ""),
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    x5c: [own, ...chain.filter((certificate) => certificate !== own)].join(""),
  };
  return { credential: { clientCertificate }, validTo };
}

function readCertificate(certificate: string | Buffer): X509Certificate {
  try {
    return new X509Certificate(certificate);
  } catch {
    throw new CredentialError("has no certificate that can be read");
  }
}

function readPrivateKey(key: string | Buffer, password: string | undefined): KeyObject {
  const privateKey = tryReadPrivateKey(key, password);
  if (privateKey.asymmetricKeyType !== "rsa") {
    throw new CredentialError("has a key that is not RSA, which Entra does not take");
  }
  return privateKey;
}

function tryReadPrivateKey(key: string | Buffer, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key, ...(passphrase !== undefined && { passphrase }) });
  } catch {
    throw new CredentialError(
      "has no private key that can be read; an encrypted one needs CLIENT_CERTIFICATE_PASSWORD",
    );
  }
}
