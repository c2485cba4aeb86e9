import { createPrivateKey, type KeyObject } from "node:crypto";
import { CredentialError, UnopenedError } from "../credentialError.js";

/**
 * Reads an RSA private key (PEM). `password` is that of an encrypted one.
 *
 * @throws CredentialError whose message goes on from the name of the variable.
 */
export function readPrivateKey(key: string | Buffer, password: string | undefined): KeyObject {
  const privateKey = open(key, password);
  if (privateKey.asymmetricKeyType !== "rsa") {
    throw new CredentialError("has a key that is not RSA, which Entra does not take");
  }
  return privateKey;
}

function open(key: string | Buffer, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key, ...(passphrase !== undefined && { passphrase }) });
  } catch {
    throw new UnopenedError("has no private key that can be read");
  }
}
