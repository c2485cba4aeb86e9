import type { CertificateAndKey } from "./pfx.js";

const pemCertificate = /-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs;

/**
 * Finds certificate and private key in what a file or a key vault holds: PEM (RFC 7468) with both, PEM or DER with the key
 * in `key`, or PFX.
 *
 * @throws CredentialError whose message goes on from the name of the variable.
 */
export async function certificateAndKeyIn(
  content: Buffer,
  key: Buffer | undefined,
  password: string | undefined,
): Promise<CertificateAndKey> {
  const text = content.toString("latin1");
  if (text.includes("-----BEGIN ")) {
    return { certificates: text.match(pemCertificate) ?? [], key: key ?? text };
  }
  if (key) {
    return { certificates: [content], key };
  }
  const { readPfx } = await import("./pfx.js");
  return readPfx(content, password);
}
