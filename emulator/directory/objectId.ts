import { createHash } from "node:crypto";

/** Returns a GUID that is always the same for the same text. */
export function objectIdFor(text: string): string {
  const hex = createHash("sha256").update(`oid ${text}`).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
