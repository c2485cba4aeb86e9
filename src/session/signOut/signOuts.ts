import { transactionLifetime } from "../../auth/signInTransaction.js";

/**
 * Sign-outs, which end sessions on every instance. Keys are those of `signOutKey.ts`; a session belongs to the key
 * that it holds as `tenantSession`.
 */
export interface SignOuts {
  /**
   * Ends all sessions of the key, and leaves a mark for as long as an answer to a sign-in request from before can come.
   * Where it fails, those that are left end when it is told again.
   */
  signOut(key: string): Promise<void>;
  /** True if a sign-out of the key has come after this time, in milliseconds since 1970. */
  hasComeSince(key: string, time: number): Promise<boolean>;
}

/** Milliseconds that a mark stays: the lifetime of a transaction, and a minute to redeem its code. */
export const markLifetime = (transactionLifetime + 60) * 1000;

/** Past this number the oldest marks make room, because anybody may tell of sign-outs that never were. */
export const mostMarks = 100_000;

declare module "express-session" {
  interface SessionData {
    /** The key of the tenant's session that this one ends with. */
    tenantSession?: string;
  }
}
