import type { SignInTransaction } from "../../../src/auth/signInTransaction.js";

/** A sign-in under way. */
export const aTransaction: SignInTransaction = {
  state: "Zm9yLXRoZS10ZXN0cy1vbmx5LXN0YXRlLW9mLTMyLWJ5dGVz",
  nonce: "nonce-of-the-sign-in",
  codeVerifier: "verifier-of-the-sign-in",
  correlationId: "99999999-0000-4000-8000-000000000001",
  returnTo: "/users/id",
  startedAt: Date.parse("2026-07-13T10:00:00Z"),
};
