import type { Application, Platform } from "./application.js";

const platforms = ["web", "spa", "publicClient"] as const satisfies readonly Platform[];

/** Every address that an application may name to come back to. */
export function registeredUris({ redirectUris }: Pick<Application, "redirectUris">): string[] {
  return [...new Set(platforms.flatMap((platform) => redirectUris[platform]))];
}

/**
 * Returns the platform that an application has registered this redirect URI for; undefined if for none. On this machine a
 * public client may come back to any port (RFC 8252 section 7.3), which Entra has for `localhost` and, over `http:`, for
 * `127.0.0.1`.
 */
export function platformOf(
  { redirectUris }: Pick<Application, "redirectUris">,
  uri: string,
): Platform | undefined {
  return (
    platforms.find((platform) => redirectUris[platform].includes(uri)) ??
    (redirectUris.publicClient.some((registered) => differsByPortAlone(registered, uri))
      ? "publicClient"
      : undefined)
  );
}

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
