/** A certificate of a key vault, without its key. */
export interface VaultCertificate {
  /** DER in base64. */
  readonly der: string;
  readonly enabled: boolean;
  /** True if whoever may read the secret of the same name gets the private key with it. */
  readonly exportable: boolean;
}

/** A certificate that is to be made in a key vault. */
export interface CertificateRequest {
  /** The distinguished name, such as `CN=app`. */
  readonly subject: string;
  /** Days before its end at which the vault tells its contacts. */
  readonly noticeDays: number;
}

/**
 * An Azure key vault, as far as an app's credential needs it. No private key and no secret is ever read.
 *
 * @see https://learn.microsoft.com/rest/api/keyvault
 */
export interface KeyVault {
  /** Returns the newest version of a certificate; undefined if there is none. */
  certificate(name: string): Promise<VaultCertificate | undefined>;
  /** Returns the signing request of a certificate that waits to be signed (PKCS #10, DER in base64); undefined if none does. */
  pendingRequest(name: string): Promise<string | undefined>;
  /** Makes a key pair in the vault, and returns the signing request for it. */
  requestCertificate(name: string, request: CertificateRequest): Promise<string>;
  /** Makes a signed certificate (DER in base64) the newest version. */
  mergeCertificate(name: string, der: string): Promise<void>;
  hasSecret(name: string): Promise<boolean>;
  setSecret(name: string, value: string): Promise<void>;
}
