import { generate } from "selfsigned";

/** A certificate that an app proves itself with, and its private key (PEM). */
export interface ClientCertificate {
  readonly key: string;
  readonly cert: string;
}

const day = 24 * 60 * 60 * 1000;

/** Makes one, signed by itself. Its times are in days from now. */
export async function createClientCertificate({
  from = -1,
  until = 365,
  keyType = "rsa" as "rsa" | "ec",
  keyPair = undefined as { publicKey: string; privateKey: string } | undefined,
} = {}): Promise<ClientCertificate> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "sign-in-app" }], {
    keyType,
    ...(keyPair && { keyPair }),
    keySize: 2048,
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() + from * day),
    notAfterDate: new Date(Date.now() + until * day),
  });
  // Files are put together of them, and the last line has to end.
  return { key: `${key.trimEnd()}\n`, cert: `${cert.trimEnd()}\n` };
}
