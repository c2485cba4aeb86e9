const longest = 1024;

/**
 * Gives the path on this origin that a person is sent to after signing in, or `/` for anything that could lead to
 * another origin or straight back into signing in or out.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Unvalidated_Redirects_and_Forwards_Cheat_Sheet.html
 */
export function safeReturnTo(value: unknown): string {
  if (typeof value !== "string" || value.length > longest || !value.startsWith("/")) {
    return "/";
  }
  const anywhere = "https://app.invalid";
  if (!URL.canParse(value, anywhere)) {
    return "/";
  }
  const url = new URL(value, anywhere);
  const path = fullyDecoded(url.pathname);
  // Browsers read `\` as `/` and drop control characters, so neither may stand in the path, however often encoded.
  const leaves = path === undefined || path.startsWith("//") || /[\\\p{Cc}]/u.test(path + value);
  if (leaves || url.origin !== anywhere || /^\/auth(\/|$)/i.test(path)) {
    return "/";
  }
  return url.pathname + url.search + url.hash;
}

function fullyDecoded(path: string): string | undefined {
  try {
    const decoded = decodeURIComponent(path);
    return decoded === path ? path : fullyDecoded(decoded);
  } catch {
    return undefined;
  }
}
