import { X509Certificate } from "node:crypto";
import { CredentialError } from "../credentialError.js";
import { dayOf } from "../dayOf.js";
import type { LoadedCredential } from "../renewableCredential.js";
import type { CertificateAndKey } from "./pfx.js";
import { readPrivateKey } from "./privateKey.js";

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
  if (certificates.length === 0) {
    throw new CredentialError("has no certificate");
  }
  const chain = certificates.map(readCertificate);
  const privateKey = readPrivateKey(key, password);
  const [own] = chain
    .filter((certificate) => certificate.checkPrivateKey(privateKey))
    .sort((one, other) => Number(isValid(other)) - Number(isValid(one)) || endOf(other) - endOf(one));
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
    x5c: upwards(own, chain).join(""),
  };
  return { credential: { clientCertificate }, validTo };
}

/** Milliseconds since 1970. */
function endOf({ validTo }: X509Certificate): number {
  return Date.parse(validTo);
}

/** A certificate that is renewed with the same key may stand beside the one before. */
function isValid(certificate: X509Certificate): boolean {
  return Date.parse(certificate.validFrom) <= Date.now() && Date.now() < endOf(certificate);
}

/** A certificate, then the one that issued it, and so on, as far as they are there. */
function upwards(certificate: X509Certificate, all: readonly X509Certificate[]): readonly X509Certificate[] {
  const others = all.filter((one) => one !== certificate);
  const issuer = others.find((one) => certificate.checkIssued(one) && certificate.verify(one.publicKey));
  return issuer ? [certificate, ...upwards(issuer, others)] : [certificate];
}

function readCertificate(certificate: string | Buffer): X509Certificate {
  try {
    return new X509Certificate(certificate);
  } catch {
    throw new CredentialError("has no certificate that can be read");
  }
}
