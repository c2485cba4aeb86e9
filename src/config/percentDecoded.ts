/** Returns a part of a URL with its percent-encoding decoded (RFC 3986, section 2.1); undefined if it is garbled. */
export function percentDecoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
