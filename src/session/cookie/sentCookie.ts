import type { Request } from "express";

/** Returns the value of a cookie as the browser sent it, before cookies are parsed (RFC 6265, section 5.4). */
export function sentCookie(request: Request, name: string): string | undefined {
  const start = `${name}=`;
  const pairs = request.get("Cookie")?.split(/; */) ?? [];
  return pairs.find((pair) => pair.startsWith(start))?.slice(start.length);
}
