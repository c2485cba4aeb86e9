import Bowser from "bowser";

/** For an unknown browser Bowser takes a word of the header, which may say anything. */
const known = new Set(Object.values(Bowser.BROWSER_MAP));

/** Characters of a `User-Agent` that are looked at. Those of browsers have 100 to 300; who sends more names no browser. */
const mostCharacters = 500;

/**
 * Returns the browser that a `User-Agent` names (RFC 9110, section 10.1.5), and its system, such as `Firefox on Windows`;
 * undefined if it is no known browser. Versions and devices are left out, because they change or say too much.
 */
export function browserName(userAgent: string | undefined): string | undefined {
  if (!userAgent || userAgent.length > mostCharacters) {
    return undefined;
  }
  const { browser, os } = Bowser.parse(userAgent);
  if (browser.name === undefined || !known.has(browser.name)) {
    return undefined;
  }
  return os.name ? `${browser.name} on ${os.name}` : browser.name;
}
