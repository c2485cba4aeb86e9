import type { Application } from "./application.js";

/** True if a page of this origin is one of the application's single-page redirect URIs. */
export function isPageOf({ redirectUris }: Application, origin: string | undefined): boolean {
  return redirectUris.spa.some((uri) => new URL(uri).origin === origin);
}
