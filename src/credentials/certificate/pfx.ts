import forge from "node-forge";
import { CredentialError, UnopenedError } from "../credentialError.js";

/** The app's certificate with those that issued it, in any order, and its private key. */
export interface CertificateAndKey {
  /** PEM or DER, each. */
  readonly certificates: readonly (string | Buffer)[];
  /** PEM, with anything around it. */
  readonly key: string | Buffer;
}

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
    certificates: bags.filter(({ type }) => type === forge.pki.oids.certBag).map(certificateIn),
    key: forge.pki.privateKeyToPem(key),
  };
}

/** Of a certificate that the library cannot read, as those that are signed with EC keys, it has the bytes alone (DER). */
function certificateIn({ cert, asn1 }: forge.pkcs12.Bag): string | Buffer {
  return cert ? forge.pki.certificateToPem(cert) : Buffer.from(forge.asn1.toDer(asn1).getBytes(), "binary");
}

function decrypt(pfx: Buffer, password: string): forge.pkcs12.Pkcs12Pfx {
  try {
    return forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(pfx.toString("binary")), password);
  } catch {
    throw notOpened(password);
  }
}

/** The library takes passwords as Latin-1, other programs as UTF-8 or UTF-16. */
function notOpened(password: string): CredentialError {
  const message = "is neither PEM nor a PFX that opens";
  return /^\p{ASCII}*$/u.test(password)
    ? new UnopenedError(message)
    : new CredentialError(`${message}: its password has to be ASCII`);
}
