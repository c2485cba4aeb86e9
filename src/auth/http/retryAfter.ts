/** In seconds; nobody waits for longer without trying again. */
const longest = 60 * 60;

/**
 * Returns the seconds for which a `Retry-After` asks to wait (RFC 9110, section 10.2.3), at most an hour; undefined for none
 * or one that is garbled.
 */
export function retryAfterIn(value: unknown): number | undefined {
  if (typeof value !== "string") {
    return undefined;
  }
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), longest);
}
