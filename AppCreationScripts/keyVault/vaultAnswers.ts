import * as z from "zod";
import type { SigningRequest, VaultCertificate } from "./KeyVault.js";
import { KeyVaultError } from "./KeyVaultError.js";
import { publicCertificate } from "./publicCertificate.js";
import { readSigningRequest } from "./signingRequest.js";

const certificateBundle = z.object({
  cer: z.base64(),
  attributes: z.object({ enabled: z.boolean() }),
  policy: z.object({ key_props: z.object({ exportable: z.boolean() }) }),
});

const certificateOperation = z.object({
  status: z.string(),
  csr: z.base64().nullish(),
  issuer: z.object({ name: z.string() }),
});

const secretVersions = z.object({ value: z.array(z.unknown()).nullish() });

/** What the vault calls the issuer of a certificate that somebody else signs. */
export const signedElsewhere = "Unknown";

/** The certificate in a CertificateBundle. Throws KeyVaultError. */
export function certificateIn(answer: unknown): VaultCertificate {
  return reading(() => {
    const { cer, attributes, policy } = certificateBundle.parse(answer);
    return {
      ...publicCertificate(cer),
      enabled: attributes.enabled,
      exportable: policy.key_props.exportable,
    };
  });
}

/**
 * The request of a CertificateOperation that waits for a signature. One whose issuer is at work, or that has ended, has
 * none. Throws KeyVaultError.
 */
export function waitingRequestIn(answer: unknown): SigningRequest | undefined {
  return reading(() => {
    const { status, csr, issuer } = certificateOperation.parse(answer);
    const waits = status.toLowerCase() === "inprogress" && issuer.name === signedElsewhere;
    return waits && csr ? readSigningRequest(csr) : undefined;
  });
}

/** True if a list of a secret's versions has any. Throws KeyVaultError. */
export function hasVersions(answer: unknown): boolean {
  return reading(() => (secretVersions.parse(answer).value ?? []).length > 0);
}

function reading<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw new KeyVaultError("The key vault's answer is not what its documentation says.", {
      status: 200,
      code: "",
    });
  }
}
