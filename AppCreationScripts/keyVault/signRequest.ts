import { randomBytes, X509Certificate } from "node:crypto";
import forge from "node-forge";

interface Signing {
  /** PKCS #10 (RFC 2986), DER in base64. */
  readonly request: string;
  /** The common name of the certificate. */
  readonly commonName: string;
  /** The private key that signs (PEM); nobody needs it afterwards. */
  readonly signingKey: string;
  readonly validFrom: Date;
  readonly validTo: Date;
}

/**
 * Signs what a key vault asks to be signed, and returns the certificate (DER in base64). Entra compares it with what is
 * registered and trusts no issuer, so that any key may sign (RFC 5280).
 *
 * @throws Error if the request is none, or is not signed by its own key.
 */
export function signRequest({ request, commonName, signingKey, validFrom, validTo }: Signing): string {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKeyIn(request);
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
  return Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes(), "binary").toString(
    "base64",
  );
}

/** True if a certificate (DER in base64) is for the key of a request. */
export function isForRequest(der: string, request: string): boolean {
  const { publicKey } = new X509Certificate(Buffer.from(der, "base64"));
  return publicKey.export({ type: "spki", format: "pem" }).toString().trim() === publicKeyPem(request);
}

function publicKeyPem(request: string): string {
  return forge.pki.publicKeyToPem(publicKeyIn(request)).replaceAll("\r\n", "\n").trim();
}

function publicKeyIn(request: string): forge.pki.rsa.PublicKey {
  const read = readRequest(request);
  if (!read?.publicKey || !("n" in read.publicKey) || !read.verify()) {
    throw new Error("The key vault's signing request cannot be used.");
  }
  return read.publicKey;
}

function readRequest(request: string) {
  try {
    const asn1 = forge.asn1.fromDer(Buffer.from(request, "base64").toString("binary"));
    return forge.pki.certificationRequestFromAsn1(asn1);
  } catch {
    return undefined;
  }
}
