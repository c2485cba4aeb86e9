import { generateKeyPair, randomBytes, X509Certificate } from "node:crypto";
import { promisify } from "node:util";
import forge from "node-forge";

/** A certificate and its private key, as PEM. */
export interface KeyedCertificate {
  readonly certificate: string;
  readonly privateKey: string;
}

export interface Request {
  readonly commonName: string;
  /** Days from now. */
  readonly days: number;
  readonly extensions: readonly object[];
  /** Undefined for one that signs itself. */
  readonly issuer?: KeyedCertificate;
}

const organization = { shortName: "O", value: "External ID emulator" };

/** Issues a certificate for a new key. No certificate lives longer than its issuer. */
export async function issueCertificate(request: Request, now = new Date()): Promise<KeyedCertificate> {
  const { commonName, days, extensions, issuer } = request;
  const { publicKey, privateKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const certificate = forge.pki.createCertificate();
  const signer = issuer ? forge.pki.certificateFromPem(issuer.certificate) : certificate;
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  // A leading 4 keeps it positive (RFC 5280 section 4.1.2.2).
  certificate.serialNumber = `4${randomBytes(16).toString("hex").slice(1)}`;
  // Clocks of machines that share this one's ports may be behind.
  certificate.validity.notBefore = new Date(now.getTime() - hours(1));
  certificate.validity.notAfter = new Date(
    Math.min(now.getTime() + hours(24 * days), issuer ? signer.validity.notAfter.getTime() : Infinity),
  );
  certificate.setSubject([organization, { shortName: "CN", value: commonName }]);
  certificate.setIssuer(signer.subject.attributes);
  certificate.setExtensions([
    ...extensions,
    { name: "extKeyUsage", serverAuth: true },
    { name: "subjectKeyIdentifier" },
    {
      name: "authorityKeyIdentifier",
      keyIdentifier: signer.generateSubjectKeyIdentifier().getBytes(),
    },
  ]);
  const signingKey = forge.pki.privateKeyFromPem(issuer?.privateKey ?? privateKey);
  certificate.sign(signingKey, forge.md.sha256.create());
  // As Node.js writes it, which reads it back.
  return { certificate: new X509Certificate(forge.pki.certificateToPem(certificate)).toString(), privateKey };
}

function hours(count: number): number {
  return count * 60 * 60 * 1000;
}
