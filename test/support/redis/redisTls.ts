import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CertificateAuthority } from "../credentials/certificates.js";

/** What a Redis needs to speak TLS, with a certificate for localhost. */
export class RedisTls {
  readonly authority: CertificateAuthority;
  /** For `NODE_EXTRA_CA_CERTS`. */
  readonly authorityFile: string;
  readonly #folder: string;

  private constructor(authority: CertificateAuthority, folder: string) {
    this.authority = authority;
    this.#folder = folder;
    this.authorityFile = path.join(folder, "ca");
  }

  static async create(): Promise<RedisTls> {
    const authority = await CertificateAuthority.create();
    const { cert, key } = await authority.issue();
    const folder = mkdtempSync(path.join(tmpdir(), "tls-"));
    for (const [name, contents] of Object.entries({ ca: authority.certificate, cert, key })) {
      writeFileSync(path.join(folder, name), contents);
    }
    return new RedisTls(authority, folder);
  }

  /** Options of redis-server that let it speak TLS on a port. */
  options(port: number): string[] {
    const file = (name: string) => path.join(this.#folder, name);
    return [
      ...["--tls-port", String(port), "--tls-auth-clients", "no"],
      ...["--tls-ca-cert-file", file("ca"), "--tls-cert-file", file("cert"), "--tls-key-file", file("key")],
    ];
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
