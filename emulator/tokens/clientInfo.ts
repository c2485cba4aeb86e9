import type { Tenant } from "../tenant.js";

/** Entra's `client_info`: who signed in, base64url-encoded JSON. MSAL makes its account id from it. */
export function clientInfo(oid: string, { id }: Tenant): string {
  return Buffer.from(JSON.stringify({ uid: oid, utid: id })).toString("base64url");
}
