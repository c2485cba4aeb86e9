import { randomBytes, randomUUID } from "node:crypto";
import * as z from "zod";
import { Seal } from "./seal.js";

/** What the app remembers between the request to the tenant and the response. It is kept by the browser, encrypted. */
const transaction = z.object({
  state: z.string().min(1),
  nonce: z.string().min(1),
  codeVerifier: z.string().min(1),
  correlationId: z.string().min(1),
  returnTo: z.string().startsWith("/"),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
  /** The reasons of the demands that the sign-in answers. */
  demands: z.array(z.string()).readonly().optional(),
  /** Which of the configured APIs its tokens are for, if that is not the first. */
  api: z.int().optional(),
});

export type SignInTransaction = z.output<typeof transaction>;

/** Seconds that a person has to sign in. */
export const transactionLifetime = 15 * 60;

/** Returns the transaction of a new sign-in. `returnTo` is a path of this app, as `safeReturnTo` returns it. */
export function beginTransaction(returnTo: string, demands?: readonly string[], api = 0): SignInTransaction {
  return {
    state: unguessable(),
    nonce: unguessable(),
    codeVerifier: unguessable(),
    correlationId: randomUUID(),
    returnTo,
    startedAt: Date.now(),
    ...(demands && { demands }),
    ...(api > 0 && { api }),
  };
}

/** 256 bits, in characters that states, nonces and PKCE verifiers may have (RFC 7636, section 4.1). */
function unguessable(): string {
  return randomBytes(32).toString("base64url");
}

/** Encrypts transactions and opens them again. */
export class SignInTransactionSeal {
  readonly #seal: Seal;

  constructor(secrets: readonly [string, ...string[]]) {
    this.#seal = new Seal(secrets, "sign-in transaction");
  }

  seal(contents: SignInTransaction): string {
    return this.#seal.seal(JSON.stringify(contents));
  }

  /** Returns the transaction that was sealed; undefined if the value is not one, or has expired. */
  open(value: unknown): SignInTransaction | undefined {
    const text = this.#seal.open(value);
    const { data } = transaction.safeParse(text === undefined ? undefined : JSON.parse(text));
    return data && Date.now() < data.startedAt + transactionLifetime * 1000 ? data : undefined;
  }
}
