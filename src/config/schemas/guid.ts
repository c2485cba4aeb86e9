import * as z from "zod";

/** True if a text is a GUID, as the ids of tenants are. */
export function isGuid(text: string): boolean {
  return z.regexes.guid.test(text);
}
