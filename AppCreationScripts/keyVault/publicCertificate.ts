import { X509Certificate } from "node:crypto";
import type { PublicCertificate } from "./KeyVault.js";

/** Reads a certificate (DER in base64). */
export function publicCertificate(der: string): PublicCertificate {
  const { validFrom, validTo } = new X509Certificate(Buffer.from(der, "base64"));
  return { der, validFrom: new Date(validFrom), validTo: new Date(validTo) };
}
