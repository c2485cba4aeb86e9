import forge from "node-forge";
import type { CertificateAndKey } from "./certificateAndKey.js";
import { CredentialError } from "./credentialError.js";

/**
 * Takes the certificates and the private key out of a PFX file (PKCS #12, RFC 7292), which Node.js cannot.
 *
 * @throws CredentialError whose message goes on from the name of the variable.
 */
export function readPfx(pfx: Buffer, password: string | undefined): CertificateAndKey {
  const bags = decrypt(pfx, password ?? "").safeContents.flatMap(({ safeBags }) => safeBags);
  const key = bags.find((bag) => bag.key)?.key;
  if (!key) {
    throw new CredentialError("has no RSA private key");
  }
  return {
    certificates: bags.flatMap(({ cert }) => (cert ? [forge.pki.certificateToPem(cert)] : [])),
    key: forge.pki.privateKeyToPem(key),
  };
}

function decrypt(pfx: Buffer, password: string): forge.pkcs12.Pkcs12Pfx {
  try {
    return forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(pfx.toString("binary")), password);
  } catch {
    throw new CredentialError("is no PFX that CLIENT_CERTIFICATE_PASSWORD opens");
  }
}
