/** Characters; it travels in a cookie, and the cookies of all sign-ins under way have to stay below 4 kB. */
const longest = 400;

/**
 * Returns the path on this origin that a person is sent to after signing in, or `/` for anything that could lead to
 * another origin or straight back into signing in or out. It shares its room with the demands that travel with it.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Unvalidated_Redirects_and_Forwards_Cheat_Sheet.html
 */
export function safeReturnTo(value: unknown, demands?: readonly string[]): string {
  const anywhere = "https://app.invalid";
  if (typeof value !== "string" || !value.startsWith("/") || !URL.canParse(value, anywhere)) {
    return "/";
  }
  const { origin, pathname, search, hash } = new URL(value, anywhere);
  const returnTo = pathname + search + hash;
  // Before decoding, which takes time by the square of the length.
  if (origin !== anywhere || returnTo.length > longest - lengthOf(demands)) {
    return "/";
  }
  const path = decoded(pathname);
  // Browsers read `\` as `/` and drop control characters, so neither may stand in the path, however often encoded.
  if (path === undefined || path.startsWith("//") || /[\\\p{Cc}]/u.test(path + value)) {
    return "/";
  }
  // As it stands, and as it is where somebody takes its dots away.
  const leadsToAuth = [path, new URL(path, anywhere).pathname].some((name) => /^\/auth(\/|$)/i.test(name));
  return leadsToAuth ? "/" : returnTo;
}

function lengthOf(demands: readonly string[] | undefined): number {
  return demands ? JSON.stringify({ demands }).length : 0;
}

/** Decodes a path until nothing in it is encoded any more; undefined if it is garbled from the start. */
function decoded(path: string): string | undefined {
  let result: string | undefined;
  for (let next = decodeOnce(path); next !== undefined && next !== result; next = decodeOnce(next)) {
    result = next;
  }
  return result;
}

function decodeOnce(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
