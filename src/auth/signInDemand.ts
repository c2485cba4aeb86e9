import * as z from "zod";
import { Seal } from "./seal.js";

/** What a guard wants of another sign-in (OpenID Connect Core 1.0, section 3.1.2.1). */
export interface SignInDemand {
  /** Names the guard and what it asks for, in a few words: `auth-context c1`. */
  readonly reason: string;
  readonly prompt?: "login" | undefined;
  /** The `claims` parameter, as JSON (section 5.5). */
  readonly claims?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
}

const sealedDemand = z.object({
  /** The reasons of this sign-in: the guard's own, and those of guards whose sign-in has led to this one. */
  demands: z.array(z.string()),
  prompt: z.literal("login").optional(),
  claims: z.string().optional(),
  scopes: z.array(z.string()).readonly().optional(),
  loginHint: z.string().optional(),
  /** A path of this app, as `safeReturnTo` returns it. */
  returnTo: z.string().startsWith("/"),
  session: z.string(),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
});

/** A demand on its way from the guarded page to `/auth/signin`, in the browser of the person of whom it is made. */
export type SealedDemand = Omit<z.output<typeof sealedDemand>, "session" | "expiresAt">;

/** Seconds until a demand that nobody has followed is over. */
export const demandLifetime = 15 * 60;

/** Encrypts demands and opens them again, so that nobody writes one, reads one or follows that of somebody else. */
export class SignInDemandSeal {
  readonly #seal: Seal;

  constructor(secrets: readonly [string, ...string[]]) {
    this.#seal = new Seal(secrets, "sign-in demand");
  }

  /** Seals a demand for one session, which is named without its id. */
  seal(demand: SealedDemand, session: string): string {
    const expiresAt = Date.now() + demandLifetime * 1000;
    return this.#seal.seal(JSON.stringify({ ...demand, session, expiresAt }));
  }

  /** Returns the demand that was sealed for this session; undefined for anything else, or if it has expired. */
  open(value: unknown, session: string): SealedDemand | undefined {
    const text = this.#seal.open(value);
    const { data } = sealedDemand.safeParse(text === undefined ? undefined : JSON.parse(text));
    if (!data) {
      return undefined;
    }
    const { session: own, expiresAt, ...demand } = data;
    return session === own && Date.now() < expiresAt ? demand : undefined;
  }
}
