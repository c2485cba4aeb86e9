import type { CookieOptions, Request, RequestHandler, Response } from "express";
import { AuthError } from "../auth/errors.js";
import type { Config } from "../config.js";
import { cookieName } from "./cookieName.js";
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
  readonly #options: CookieOptions;

  /** `instance` is undefined where instances share their sessions. */
  constructor(instance: string | undefined, config: Pick<Config, "origin" | "secureCookies">) {
    this.#instance = instance;
    this.#name = cookieName("instance", config);
    this.#options = { httpOnly: true, sameSite: "lax", secure: config.secureCookies, path: "/" };
  }

  /** Notes that this instance has just signed the person in. */
  set(response: Response): void {
    if (this.#instance !== undefined) {
      response.cookie(this.#name, this.#instance, { ...this.#options, maxAge: lifetime });
    }
  }

  /** Stops a request of somebody whom another instance has just signed in. It stands behind the session. */
  readonly check: RequestHandler = (request, response, next) => {
    const instance = this.#in(request);
    if (instance === undefined || this.#instance === undefined) {
      next();
      return;
    }
    response.clearCookie(this.#name, this.#options);
    if (instance !== this.#instance && !signedInOf(request)) {
      const cause = new Error(
        "This process does not know who has just signed in at another one. Set REDIS_URL.",
      );
      throw new AuthError("session_elsewhere", { cause });
    }
    next();
  };

  #in(request: Request): string | undefined {
    const start = `${this.#name}=`;
    const cookies = request.get("Cookie")?.split(/; */);
    return cookies?.find((cookie) => cookie.startsWith(start))?.slice(start.length);
  }
}
