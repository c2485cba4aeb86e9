import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

const algorithm = "aes-256-gcm";

/** `{"alg":"dir","enc":"A256GCM"}` (RFC 7516, section 4.1). No other is opened, so nobody chooses the algorithm. */
const header = Buffer.from(JSON.stringify({ alg: "dir", enc: "A256GCM" })).toString("base64url");

/** RFC 7518, section 5.3. */
const ivBytes = 12;
const tagBytes = 16;

/** RFC 5869, section 2.2. */
const noSalt = Buffer.alloc(32);

/**
 * Encrypts what the app leaves with others, such as a browser or a store, and opens it again: a JWE in its compact form
 * (RFC 7516, section 7.1). By Node.js itself, because jose hands each of them to another thread and back, which costs more
 * than the work.
 */
export class Seal {
  readonly #newestKey: Buffer;
  readonly #keys: readonly Buffer[];

  /**
   * The newest secret, which is the first, encrypts; each one opens, so that secrets can change meanwhile. HKDF (RFC 5869)
   * makes a key of its own for each purpose, so nothing opens for another.
   */
  constructor([newest, ...older]: readonly [string, ...string[]], purpose: string) {
    this.#newestKey = keyFor(newest, purpose);
    this.#keys = [this.#newestKey, ...older.map((secret) => keyFor(secret, purpose))];
  }

  seal(text: string): string {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv(algorithm, this.#newestKey, iv, { authTagLength: tagBytes });
    cipher.setAAD(Buffer.from(header, "ascii"));
    const encrypted = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    const [ivPart, textPart, tagPart] = [iv, encrypted, cipher.getAuthTag()].map(encoded);
    return `${header}..${ivPart}.${textPart}.${tagPart}`;
  }

  /** Returns the text that was sealed; undefined if the value is nothing that this app has sealed for this purpose. */
  open(value: unknown): string | undefined {
    const [first, second, iv = "", encrypted = "", tag = "", ...more] =
      typeof value === "string" ? value.split(".", 6) : [];
    if (first !== header || second !== "" || more.length > 0) {
      return undefined;
    }
    const parts = [iv, encrypted, tag].map((part) => Buffer.from(part, "base64url"));
    for (const key of this.#keys) {
      const text = decrypted(key, parts);
      if (text !== undefined) {
        return text;
      }
    }
    return undefined;
  }
}

/**
 * HKDF with SHA-256 and no salt, whose first block is a whole key (RFC 5869, sections 2.2 and 2.3). Each session has a key of
 * its own, and Node.js's `hkdfSync` takes three times as long.
 */
function keyFor(secret: string, purpose: string): Buffer {
  const pseudorandomKey = createHmac("sha256", noSalt).update(secret).digest();
  return createHmac("sha256", pseudorandomKey).update(purpose).update("\x01").digest();
}

function encoded(part: Buffer): string {
  return part.toString("base64url");
}

function decrypted(key: Buffer, [iv, encrypted, tag]: readonly Buffer[]): string | undefined {
  if (iv?.length !== ivBytes || tag?.length !== tagBytes || !encrypted) {
    return undefined;
  }
  try {
    const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(header, "ascii"));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}
