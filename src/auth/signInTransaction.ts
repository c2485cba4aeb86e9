import { hkdfSync, randomBytes, randomUUID, subtle, type webcrypto } from "node:crypto";
import { EncryptJWT, jwtDecrypt } from "jose";
import * as z from "zod";

/** What the app remembers between the request to the tenant and the response. It is kept by the browser, encrypted. */
const transaction = z.object({
  state: z.string().min(1),
  nonce: z.string().min(1),
  codeVerifier: z.string().min(1),
  correlationId: z.string().min(1),
  returnTo: z.string().startsWith("/"),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
});

export type SignInTransaction = z.output<typeof transaction>;

/** Seconds that a person has to sign in. */
export const transactionLifetime = 15 * 60;

/** Returns the transaction of a new sign-in. `returnTo` is a path of this app, as `safeReturnTo` returns it. */
export function beginTransaction(returnTo: string): SignInTransaction {
  return {
    state: unguessable(),
    nonce: unguessable(),
    codeVerifier: unguessable(),
    correlationId: randomUUID(),
    returnTo,
    startedAt: Date.now(),
  };
}

/** 256 bits, in characters that states, nonces and PKCE verifiers may have (RFC 7636, section 4.1). */
function unguessable(): string {
  return randomBytes(32).toString("base64url");
}

/** Encrypts transactions (JWE, RFC 7516) and opens them again. */
export class SignInTransactionSeal {
  readonly #newestKey: Promise<webcrypto.CryptoKey>;
  readonly #keys: readonly Promise<webcrypto.CryptoKey>[];

  /** The newest secret, which is the first, encrypts; each one opens, so that secrets can change while people sign in. */
  constructor([newest, ...older]: readonly [string, ...string[]]) {
    this.#newestKey = encryptionKey(newest);
    this.#keys = [this.#newestKey, ...older.map(encryptionKey)];
  }

  async seal(contents: SignInTransaction): Promise<string> {
    return new EncryptJWT(contents)
      .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
      .setExpirationTime(`${transactionLifetime}s`)
      .encrypt(await this.#newestKey);
  }

  /** Returns the transaction that was sealed; undefined if the value is not one, or has expired. */
  async open(value: unknown): Promise<SignInTransaction | undefined> {
    for (const key of this.#keys) {
      const contents = await decrypted(value, await key);
      if (contents) {
        return contents;
      }
    }
    return undefined;
  }
}

/**
 * HKDF (RFC 5869) keeps this use of the secret apart from the signing of session cookies. As a `CryptoKey`, because jose
 * would import bytes anew for each sign-in.
 */
function encryptionKey(secret: string): Promise<webcrypto.CryptoKey> {
  const key = hkdfSync("sha256", secret, "", "sign-in transaction", 32);
  return subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
}

async function decrypted(value: unknown, key: webcrypto.CryptoKey): Promise<SignInTransaction | undefined> {
  if (typeof value !== "string") {
    return undefined;
  }
  try {
    const { payload } = await jwtDecrypt(value, key, {
      keyManagementAlgorithms: ["dir"],
      contentEncryptionAlgorithms: ["A256GCM"],
    });
    return transaction.parse(payload);
  } catch {
    return undefined;
  }
}
