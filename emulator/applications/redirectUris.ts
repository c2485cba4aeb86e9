import type { Application, Platform } from "./application.js";

const platforms = ["web", "spa", "publicClient"] as const satisfies readonly Platform[];

/** Every address that an application may name to come back to. */
export function registeredUris({ redirectUris }: Pick<Application, "redirectUris">): string[] {
  return [...new Set(platforms.flatMap((platform) => redirectUris[platform]))];
}

/**
 * Returns the platform that an application has registered this redirect URI for; undefined if for none. At `localhost` every
 * port is good, for a native app at `http://127.0.0.1` too (RFC 8252 section 7.3).
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reply-url#localhost-exceptions
 */
export function platformOf(
  { redirectUris }: Pick<Application, "redirectUris">,
  uri: string,
): Platform | undefined {
  return (
    platforms.find((platform) => redirectUris[platform].includes(uri)) ??
    platforms.find((platform) =>
      redirectUris[platform].some((registered) => portlessLocalhost(registered) === portlessLocalhost(uri)),
    ) ??
    (redirectUris.publicClient.some((registered) => differsByPortAlone(registered, uri))
      ? "publicClient"
      : undefined)
  );
}

/** An address of `localhost` without its port, and others as they are. */
function portlessLocalhost(uri: string): string {
  return uri.replace(/^(https?:\/\/localhost):\d{1,5}(?=[/?]|$)/, "$1");
}

/** For native apps, whose addresses with and without a last slash are the same too. */
function differsByPortAlone(registered: string, uri: string): boolean {
  if (!URL.canParse(registered) || !URL.canParse(uri)) {
    return false;
  }
  const [known, asked] = [new URL(registered), new URL(uri)];
  asked.port = known.port;
  return (
    known.protocol === "http:" &&
    ["localhost", "127.0.0.1"].includes(known.hostname) &&
    known.href === asked.href
  );
}
