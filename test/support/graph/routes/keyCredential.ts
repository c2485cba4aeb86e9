import { randomUUID, X509Certificate } from "node:crypto";
import * as z from "zod";

/** The certificate in base64 (DER), or undefined if it is none. */
function readCertificate(key: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(key, "base64"));
  } catch {
    return undefined;
  }
}

/**
 * A certificate as a call gives it, and as Graph keeps it: validity, name and thumbprint come from the certificate if
 * the call does not have them.
 */
export const certificateIn = z
  .strictObject({
    type: z.literal("AsymmetricX509Cert"),
    usage: z.literal("Verify"),
    key: z.base64(),
    keyId: z.guid().optional(),
    displayName: z.string().nullish(),
    customKeyIdentifier: z.string().nullish(),
    startDateTime: z.iso.datetime({ offset: true }).optional(),
    endDateTime: z.iso.datetime({ offset: true }).optional(),
  })
  .transform((given, context) => {
    const certificate = readCertificate(given.key);
    const validTo = certificate ? new Date(certificate.validTo) : undefined;
    if (!certificate || !validTo) {
      context.addIssue({
        code: "custom",
        message: "Invalid value specified for property 'key' of resource 'KeyCredential'.",
      });
      return z.NEVER;
    }
    const endDateTime = given.endDateTime === undefined ? validTo : new Date(given.endDateTime);
    const startDateTime = new Date(given.startDateTime ?? certificate.validFrom);
    const latestEnd = new Date(startDateTime);
    latestEnd.setUTCFullYear(latestEnd.getUTCFullYear() + 1);
    if (endDateTime > validTo || endDateTime > latestEnd) {
      context.addIssue({ code: "custom", message: "Key credential end date is invalid." });
      return z.NEVER;
    }
    return {
      type: given.type,
      usage: given.usage,
      key: given.key,
      keyId: given.keyId ?? randomUUID(),
      displayName: given.displayName ?? certificate.subject,
      customKeyIdentifier: given.customKeyIdentifier ?? certificate.fingerprint.replaceAll(":", ""),
      startDateTime: startDateTime.toISOString(),
      endDateTime: endDateTime.toISOString(),
    };
  });
