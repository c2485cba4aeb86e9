import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import * as z from "zod";

const deriveKey = promisify<string, Buffer, number, Buffer>(scrypt);
const keyBytes = 32;
const characterKinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u];

/** What Entra asks of a new password, in the words the pages use. */
export const passwordRule =
  "Use 8 to 256 characters with three of these: lower case, upper case, digits, symbols.";

export type PasswordFault = "too_short" | "too_long" | "too_weak";

/** Returns what keeps a new password from {@link passwordRule}; undefined if nothing does. */
export function passwordFaultOf(password: string): PasswordFault | undefined {
  if (password.length < 8) {
    return "too_short";
  }
  if (password.length > 256) {
    return "too_long";
  }
  return characterKinds.filter((kind) => kind.test(password)).length < 3 ? "too_weak" : undefined;
}

/** A new password that meets {@link passwordRule}. */
export const newPasswordSchema = z
  .string(passwordRule)
  .refine((password) => passwordFaultOf(password) === undefined, passwordRule);

/** A password as it is kept: never in clear, even here, since people type their usual ones everywhere. */
export interface PasswordHash {
  readonly salt: Buffer;
  readonly key: Buffer;
}

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(16);
  return { salt, key: await deriveKey(password, salt, keyBytes) };
}

/** Hashes a password that the source tells anyway, once and when somebody types it: an emulator starts faster so. */
export function hashWhenNeeded(password: string): () => Promise<PasswordHash> {
  let hash: Promise<PasswordHash> | undefined;
  return () => {
    hash ??= hashPassword(password);
    return hash;
  };
}

export async function isPasswordOf(hash: PasswordHash, password: string): Promise<boolean> {
  return timingSafeEqual(hash.key, await deriveKey(password, hash.salt, keyBytes));
}
