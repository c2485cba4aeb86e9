import type { RequestHandler } from "express";
import helmet from "helmet";

/**
 * Headers that tell browsers what the app's pages never do. Nothing inline runs, nobody frames the app, and forms go to
 * the app alone, also by redirects: an answer to a form cannot send the person to the tenant.
 *
 * @see https://owasp.org/www-project-secure-headers/
 */
export function securityHeaders({
  secureCookies: servedByHttps,
}: {
  secureCookies: boolean;
}): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // Pico draws its icons as data: images.
        imgSrc: ["'self'", "data:"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    frameguard: { action: "deny" },
    referrerPolicy: { policy: "same-origin" },
    strictTransportSecurity: servedByHttps,
  });
}
