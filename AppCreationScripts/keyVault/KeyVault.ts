/** A certificate without its key. */
export interface PublicCertificate {
  /** DER in base64. */
  readonly der: string;
  readonly validFrom: Date;
  readonly validTo: Date;
}

/** A certificate that a key vault has. */
export interface VaultCertificate extends PublicCertificate {
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

/** What a certificate is to say, and the key that signs it (PEM), which nobody needs afterwards. */
export interface Signing {
  readonly commonName: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly signingKey: string;
}

/** A key pair of a vault that waits for its certificate. */
export interface SigningRequest {
  /** True if a certificate (DER in base64) is for the key pair. */
  isFor(der: string): boolean;
  /** Returns a certificate for the key pair. */
  sign(signing: Signing): PublicCertificate;
}

/**
 * An Azure key vault, as far as an app's credential needs it. No private key and no secret is ever read.
 *
 * @see https://learn.microsoft.com/rest/api/keyvault
 */
export interface KeyVault {
  /** The vault's address, as the app is told of it. */
  readonly url: string;
  /** Returns the newest version of a certificate; undefined if there is none. */
  certificate(name: string): Promise<VaultCertificate | undefined>;
  /** Returns what waits to be signed under a name; undefined if nothing does. */
  pendingRequest(name: string): Promise<SigningRequest | undefined>;
  /** Makes a key pair, which waits to be signed. */
  requestCertificate(name: string, request: CertificateRequest): Promise<SigningRequest>;
  /** Makes a signed certificate (DER in base64) the newest version. */
  mergeCertificate(name: string, der: string): Promise<void>;
  hasSecret(name: string): Promise<boolean>;
  setSecret(name: string, value: string): Promise<void>;
}
