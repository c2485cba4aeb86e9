import { createHash } from "node:crypto";
import type { CustomerAccount } from "./customerAccount.js";

/** The `login_hint` claim: opaque, the same for every app, and of no use to guess the email address from. */
export function loginHintOf(account: CustomerAccount): string {
  return `O.${createHash("sha256").update(`login_hint ${account.oid}`).digest("base64url")}`;
}
