import { randomBytes, X509Certificate } from "node:crypto";
import forge from "node-forge";
import type { Signing, SigningRequest } from "./KeyVault.js";
import { publicCertificate } from "./publicCertificate.js";

/**
 * Reads what a key vault asks to be signed (PKCS #10, RFC 2986; DER in base64).
 *
 * @throws Error if it is none, or is not signed by its own key.
 */
export function readSigningRequest(request: string): SigningRequest {
  const publicKey = publicKeyIn(request);
  const spki = derOf(forge.pki.publicKeyToAsn1(publicKey));
  return {
    isFor: (der) => spki === spkiOf(der),
    sign: (signing) => publicCertificate(sign(publicKey, signing)),
  };
}

/** Entra compares a certificate with what is registered and trusts no issuer, so that any key may sign (RFC 5280). */
function sign(publicKey: forge.pki.rsa.PublicKey, { commonName, validFrom, validTo, signingKey }: Signing) {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  // Positive, as RFC 5280, section 4.1.2.2 wants it.
  certificate.serialNumber = `01${randomBytes(15).toString("hex")}`;
  certificate.validity.notBefore = validFrom;
  certificate.validity.notAfter = validTo;
  certificate.setSubject([{ name: "commonName", value: commonName }]);
  certificate.setIssuer([{ name: "commonName", value: `${commonName} registration` }]);
  certificate.setExtensions([
    { name: "basicConstraints", cA: false, critical: true },
    { name: "keyUsage", digitalSignature: true, critical: true },
    { name: "extKeyUsage", clientAuth: true },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(signingKey), forge.md.sha256.create());
  return derOf(forge.pki.certificateToAsn1(certificate));
}

/** Undefined if it is no certificate: an application may have keys of other kinds, and whoever owns it adds them. */
function spkiOf(der: string): string | undefined {
  try {
    const { publicKey } = new X509Certificate(Buffer.from(der, "base64"));
    return publicKey.export({ type: "spki", format: "der" }).toString("base64");
  } catch {
    return undefined;
  }
}

function derOf(structure: forge.asn1.Asn1): string {
  return Buffer.from(forge.asn1.toDer(structure).getBytes(), "binary").toString("base64");
}

function publicKeyIn(request: string): forge.pki.rsa.PublicKey {
  const read = verified(request);
  if (!read?.publicKey || !("n" in read.publicKey)) {
    throw new Error("The key vault's signing request cannot be used.");
  }
  return read.publicKey;
}

function verified(request: string) {
  try {
    const asn1 = forge.asn1.fromDer(Buffer.from(request, "base64").toString("binary"));
    const read = forge.pki.certificationRequestFromAsn1(asn1);
    return read.verify() ? read : undefined;
  } catch {
    return undefined;
  }
}
