import type { CookieOptions, Request, Response } from "express";
import {
  type SignInTransaction,
  type SignInTransactionSeal,
  transactionCookieName,
  transactionLifetime,
} from "../auth/signInTransaction.js";

const prefix = transactionCookieName("");

/** More sign-ins under way than this in one browser are not meant, and would make its requests too large. */
const mostTransactions = 5;

/** Keeps the sign-in transactions of a browser in cookies of its own, one for each. */
export class TransactionCookies {
  readonly #seal: SignInTransactionSeal;
  readonly #options: CookieOptions;

  constructor(seal: SignInTransactionSeal, { secureCookies }: { secureCookies: boolean }) {
    this.#seal = seal;
    this.#options = { httpOnly: true, sameSite: "lax", secure: secureCookies, path: "/auth" };
  }

  /** Adds a transaction. The oldest make room: browsers send older cookies first (RFC 6265, section 5.4). */
  async add(request: Request, response: Response, transaction: SignInTransaction): Promise<void> {
    const kept = Object.keys(request.cookies).filter((name) => name.startsWith(prefix));
    for (const name of kept.slice(0, Math.max(0, kept.length - (mostTransactions - 1)))) {
      response.clearCookie(name, this.#options);
    }
    response.cookie(transactionCookieName(transaction.state), await this.#seal.seal(transaction), {
      ...this.#options,
      maxAge: transactionLifetime * 1000,
    });
  }

  /** Tells whether the browser sent a transaction with this `state`. */
  has(request: Request, state: string): boolean {
    return request.cookies[transactionCookieName(state)] !== undefined;
  }

  /** Takes the transaction with this `state` out of the browser, so that it serves once; undefined where there is none. */
  async take(request: Request, response: Response, state: string): Promise<SignInTransaction | undefined> {
    const name = transactionCookieName(state);
    const value: unknown = request.cookies[name];
    if (value === undefined) {
      return undefined;
    }
    response.clearCookie(name, this.#options);
    return this.#seal.open(value, state);
  }
}
