import type { CookieOptions, Request, Response } from "express";
import {
  type SignInTransaction,
  type SignInTransactionSeal,
  transactionLifetime,
} from "../auth/signInTransaction.js";
import type { Config } from "../config/config.js";
import { cookieName } from "../session/cookie/cookieName.js";
import { sentCookie } from "../session/cookie/sentCookie.js";

/**
 * The names of the cookies, one for each sign-in under way. However many tabs begin one at once, a browser holds no more of
 * them, which are 4 kB: servers and proxies take about 8 in all headers of a request.
 */
export function transactionCookieNames(config: Pick<Config, "origin" | "secureCookies">): string[] {
  return ["0", "1", "2", "3"].map((place) => cookieName(`signin.${place}`, config));
}

/** Keeps the sign-in transactions of a browser in cookies of its own. */
export class TransactionCookies {
  readonly #seal: SignInTransactionSeal;
  readonly #names: readonly string[];
  readonly #options: CookieOptions;
  #turn = 0;

  /** The prefix `__Host-` asks for the path `/`. */
  constructor(seal: SignInTransactionSeal, config: Pick<Config, "origin" | "secureCookies">) {
    const { secureCookies: secure } = config;
    this.#seal = seal;
    this.#names = transactionCookieNames(config);
    this.#options = { httpOnly: true, sameSite: "lax", secure, path: secure ? "/" : "/auth" };
  }

  /** Adds a transaction. If no place is free, the one that began first makes room. */
  add(request: Request, response: Response, transaction: SignInTransaction): void {
    response.cookie(this.#placeIn(request), this.#seal.seal(transaction), {
      ...this.#options,
      maxAge: transactionLifetime * 1000,
    });
  }

  /** True if the browser sent a transaction, before the request's cookies are parsed. */
  areIn(request: Request): boolean {
    return this.#names.some((name) => sentCookie(request, name) !== undefined);
  }

  /** Takes the transaction with this `state` out of the browser, so that it serves once; undefined if there is none. */
  take(request: Request, response: Response, state: string): SignInTransaction | undefined {
    for (const name of this.#names) {
      const transaction = this.#seal.open(request.cookies[name]);
      if (transaction?.state === state) {
        response.clearCookie(name, this.#options);
        return transaction;
      }
    }
    return undefined;
  }

  /** Takes all transactions out of the browser. */
  clear(response: Response): void {
    for (const name of this.#names) {
      response.clearCookie(name, this.#options);
    }
  }

  #placeIn({ cookies }: Request): string {
    const free = this.#names.filter((name) => cookies[name] === undefined);
    // Tabs that open at once bring the same cookies, so each takes the next place.
    this.#turn += 1;
    return free[this.#turn % free.length] ?? this.#oldestIn(cookies);
  }

  /** What cannot be opened goes first. */
  #oldestIn(cookies: Request["cookies"]): string {
    const begun = this.#names.map((name) => ({
      name,
      startedAt: this.#seal.open(cookies[name])?.startedAt ?? 0,
    }));
    return begun.reduce((oldest, other) => (other.startedAt < oldest.startedAt ? other : oldest)).name;
  }
}
