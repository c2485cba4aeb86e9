import { sign, unsign } from "cookie-signature";
import type { CookieOptions, Request, RequestHandler, Response } from "express";
import { AuthError } from "../auth/errors/authError.js";
import type { Config } from "../config/config.js";
import { LoggableError } from "../log/loggableError.js";
import { signInFailed } from "../telemetry/events.js";
import { cookieName } from "./cookie/cookieName.js";
import { sentCookie } from "./cookie/sentCookie.js";
import { signedInOf } from "./signedIn.js";

/** Milliseconds; the page that somebody wanted comes at once after the sign-in. */
const lifetime = 60_000;

/**
 * Finds out that people are signed in by one instance and sent on to another, which does not know them because each keeps
 * its sessions in its own memory. Until the next page a cookie names the instance that has signed the person in.
 */
export class InstanceMark {
  readonly #instance: string | undefined;
  readonly #name: string;
  readonly #secrets: Config["sessionSecrets"];
  readonly #options: CookieOptions;

  /** `instance` is undefined if instances share their sessions. */
  constructor(
    instance: string | undefined,
    config: Pick<Config, "origin" | "secureCookies" | "sessionSecrets">,
  ) {
    this.#instance = instance;
    this.#name = cookieName("instance", config);
    this.#secrets = config.sessionSecrets;
    this.#options = { httpOnly: true, sameSite: "lax", secure: config.secureCookies, path: "/" };
  }

  /** Notes that this instance has just signed the person in. */
  set(response: Response): void {
    if (this.#instance !== undefined) {
      response.cookie(this.#name, sign(this.#instance, this.#secrets[0]), {
        ...this.#options,
        maxAge: lifetime,
        // The signature is in base64, all of whose characters a cookie may have (RFC 6265, section 4.1.1).
        encode: String,
      });
    }
  }

  /**
   * Stops somebody whom another instance has just signed in, when they go to a page: what browsers ask for beside it, such as
   * an icon, shows them nothing. It stands behind the session.
   */
  readonly check: RequestHandler = (request, response, next) => {
    const isPage = ["navigate", undefined].includes(request.get("Sec-Fetch-Mode"));
    const instance = this.#instance === undefined || !isPage ? undefined : this.#in(request);
    if (instance === undefined) {
      next();
      return;
    }
    response.clearCookie(this.#name, this.#options);
    if (instance !== this.#instance && !signedInOf(request)) {
      const cause = new LoggableError(
        "This process does not know who has just signed in at another one. Set REDIS_URL.",
      );
      const error = new AuthError("session_elsewhere", { cause });
      signInFailed.publish(error);
      throw error;
    }
    next();
  };

  /** The instance that the request names; undefined for one that no instance of this app has written. */
  #in(request: Request): string | undefined {
    const value = sentCookie(request, this.#name);
    if (value === undefined) {
      return undefined;
    }
    const instances = this.#secrets.map((secret) => unsign(value, secret));
    return instances.find((instance) => instance !== false);
  }
}
