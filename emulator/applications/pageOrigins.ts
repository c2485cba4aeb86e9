import type { Application } from "./application.js";

/** True if a page of this origin is one of the application's single-page redirect URIs, of which `localhost` has every port. */
export function isPageOf({ redirectUris }: Application, origin: string | undefined): boolean {
  if (origin === undefined || !URL.canParse(origin)) {
    return false;
  }
  const asked = new URL(origin);
  return redirectUris.spa.some((uri) => {
    const registered = new URL(uri);
    return (
      registered.origin === origin ||
      (asked.hostname === "localhost" &&
        registered.hostname === "localhost" &&
        registered.protocol === asked.protocol)
    );
  });
}
