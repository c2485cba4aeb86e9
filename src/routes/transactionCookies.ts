import type { CookieOptions, Request, Response } from "express";
import {
  type SignInTransaction,
  type SignInTransactionSeal,
  transactionCookieName,
  transactionLifetime,
} from "../auth/signInTransaction.js";

/** More sign-ins under way than this in one browser are not meant, and would make its requests too large. */
const mostTransactions = 5;

/** More cookies than this are not cleared at once: proxies take only so many bytes of headers. */
const mostCleared = 10;

/** Keeps the sign-in transactions of a browser in cookies of its own, one for each. */
export class TransactionCookies {
  readonly #seal: SignInTransactionSeal;
  readonly #prefix: string;
  readonly #options: CookieOptions;

  /**
   * With `__Host-` browsers refuse a transaction that another host has set, which would sign a person in as its owner
   * (RFC 6265bis, section 4.1.3.2). The prefix asks for the path `/`.
   */
  constructor(seal: SignInTransactionSeal, { secureCookies: secure }: { secureCookies: boolean }) {
    this.#seal = seal;
    this.#prefix = secure ? "__Host-" : "";
    this.#options = { httpOnly: true, sameSite: "lax", secure, path: secure ? "/" : "/auth" };
  }

  /** Adds a transaction. The oldest make room: browsers send older cookies first (RFC 6265, section 5.4). */
  async add(request: Request, response: Response, transaction: SignInTransaction): Promise<void> {
    const kept = Object.keys(request.cookies).filter((name) => this.#isOwn(name));
    const tooMany = Math.max(0, kept.length - (mostTransactions - 1));
    for (const name of kept.slice(0, Math.min(tooMany, mostCleared))) {
      response.clearCookie(name, this.#options);
    }
    response.cookie(this.#nameFor(transaction.state), await this.#seal.seal(transaction), {
      ...this.#options,
      maxAge: transactionLifetime * 1000,
    });
  }

  /** Tells whether the browser sent a transaction with this `state`, before the request's cookies are parsed. */
  has(request: Request, state: string): boolean {
    const cookies = request.get("Cookie")?.split(/; */) ?? [];
    return cookies.some((cookie) => cookie.startsWith(`${this.#nameFor(state)}=`));
  }

  /** Takes the transaction with this `state` out of the browser, so that it serves once; undefined where there is none. */
  async take(request: Request, response: Response, state: string): Promise<SignInTransaction | undefined> {
    const name = this.#nameFor(state);
    const value: unknown = request.cookies[name];
    if (value === undefined) {
      return undefined;
    }
    response.clearCookie(name, this.#options);
    return this.#seal.open(value, state);
  }

  #nameFor(state: string): string {
    return this.#prefix + transactionCookieName(state);
  }

  /** Others may have set any name, even one that no header may hold. */
  #isOwn(name: string): boolean {
    const state = name.slice(this.#nameFor("").length);
    return state !== "" && name === this.#nameFor(state);
  }
}
