import tls, { type SecureContext } from "node:tls";
import { generate } from "selfsigned";

/** What a server needs to speak https (PEM). */
export interface ServerCertificate {
  readonly key: string;
  readonly cert: string;
}

type KeyType = "ec" | "rsa";

const year = 365 * 24 * 60 * 60 * 1000;

/** A certificate authority that lives as long as the test. */
export class CertificateAuthority {
  readonly #key: string;
  readonly #cert: string;
  #context: SecureContext | undefined;

  private constructor(
    { key, cert }: ServerCertificate,
    private readonly keyType: KeyType,
  ) {
    this.#key = key;
    this.#cert = cert;
  }

  /** Clients of Entra have RSA keys, which take a quarter of a second each to make; servers do not need them. */
  static async create(keyType: KeyType = "ec", name = "Throw-away CA"): Promise<CertificateAuthority> {
    const { private: key, cert } = await generate([{ name: "commonName", value: name }], {
      keyType,
      algorithm: "sha256",
      extensions: [
        { name: "basicConstraints", cA: true, critical: true },
        { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
      ],
    });
    return new CertificateAuthority({ key, cert }, keyType);
  }

  /** The authority's own certificate (PEM). */
  get certificate(): string {
    return this.#cert;
  }

  /** Makes the app's calls out of this process trust the authority too, as NODE_EXTRA_CA_CERTS does. Returns what ends it. */
  trust(): () => void {
    const { createSecureContext } = tls;
    // One context for all connections and tests: reading all roots of trust for each takes longer than all else of a connection.
    this.#context ??= createSecureContext({ ca: [...tls.rootCertificates, this.#cert] });
    const trusting = this.#context;
    // Node.js calls it for each connection, whoever opens it. Servers, and clients with an authority of their own, say more.
    tls.createSecureContext = (options) =>
      options?.ca || options?.cert || options?.pfx ? createSecureContext(options) : trusting;
    return () => {
      tls.createSecureContext = createSecureContext;
    };
  }

  /** Issues a certificate, for localhost where nothing else is said. */
  async issue({ expired = false, host = "localhost" } = {}): Promise<ServerCertificate> {
    const now = Date.now();
    const { private: key, cert } = await generate([{ name: "commonName", value: host }], {
      keyType: this.keyType,
      algorithm: "sha256",
      notBeforeDate: new Date(now - 2 * year),
      notAfterDate: new Date(expired ? now - year : now + year),
      extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: host }] }],
      ca: { key: this.#key, cert: this.#cert },
    });
    return { key, cert };
  }
}
