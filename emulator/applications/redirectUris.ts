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
      redirectUris[platform].some(
        (registered) =>
          hasFreePort(registered, platform) && withPortOf(uri, registered) === hrefOf(registered),
      ),
    )
  );
}

function hasFreePort(registered: string, platform: Platform): boolean {
  return (
    /^https?:\/\/localhost(?=[:/]|$)/.test(registered) ||
    (platform === "publicClient" && /^http:\/\/127\.0\.0\.1(?=[:/]|$)/.test(registered))
  );
}

/** An address with the port of another one. */
function withPortOf(uri: string, other: string): string | undefined {
  if (!URL.canParse(uri)) {
    return undefined;
  }
  const changed = new URL(uri);
  changed.port = new URL(other).port;
  return changed.href;
}

function hrefOf(uri: string): string {
  return new URL(uri).href;
}
