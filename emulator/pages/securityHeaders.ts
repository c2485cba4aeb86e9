import { createHash } from "node:crypto";
import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Application } from "../applications/application.js";
import { registeredUris } from "../applications/redirectUris.js";

/**
 * Headers for every response. `form-action` also governs where a submitted form is redirected to, and an app may send
 * the browser on to its other local ports, so it allows the apps' origins and all of this machine.
 */
export function securityHeaders(applications: readonly Application[]): RequestHandler {
  const origins = applications.flatMap(registeredUris).map(sourceOf);
  const logoutOrigins = applications.flatMap(({ logoutUrl }) =>
    logoutUrl ? [new URL(logoutUrl).origin] : [],
  );
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["data:"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        frameSrc: logoutOrigins.length > 0 ? logoutOrigins : ["'none'"],
        formAction: [
          ...new Set([
            "'self'",
            ...origins,
            "http://localhost:*",
            "https://localhost:*",
            "http://127.0.0.1:*",
            "https://127.0.0.1:*",
          ]),
        ],
      },
    },
    // Entra's posts carry an Origin header, and helmet's own "no-referrer" would make it "null".
    referrerPolicy: { policy: "strict-origin-when-cross-origin" },
    // Libraries follow the sign-in in a pop-up from the page that opened it: Entra forbids it to applications registered from
    // February 2027 on.
    crossOriginOpenerPolicy: false,
    strictTransportSecurity: false,
  });
}

/** The source expression of an address (Content Security Policy Level 3, section 2.3.1). */
function sourceOf(uri: string): string {
  const { origin, protocol } = new URL(uri);
  return origin === "null" ? protocol : origin;
}

/** The policy with the scripts of the emulator's own folder. */
export function allowOwnScripts(policy: string): string {
  return `${policy};script-src 'self'`;
}

/** The policy with one inline script allowed by its hash (Content Security Policy Level 3, section 8.3). */
export function allowScript(policy: string, script: string): string {
  return `${policy};script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`;
}
