import type { Request } from "express";
import type { SessionData } from "express-session";
import createError from "http-errors";
import * as z from "zod";
import type { IdTokenClaims } from "../auth/idToken/idTokenValidator.js";

/** Checked but not copied, because copies of Zod leave a claim out that is named `__proto__`. */
const claims = z.custom<IdTokenClaims>(
  (value) => typeof value === "object" && value !== null && "sub" in value && typeof value.sub === "string",
);

const signedIn = z.object({
  account: z.object({
    homeAccountId: z.string(),
    environment: z.string(),
    tenantId: z.string(),
    localAccountId: z.string(),
    username: z.string(),
  }),
  claims,
  /** Milliseconds since 1970, at which the session ends even if it is in use. */
  expiresAt: z.number(),
});

/** Who this browser is signed in as. No token is in it. */
export type SignedIn = z.output<typeof signedIn>;

declare module "express-session" {
  interface SessionData {
    signedIn?: unknown;
  }
}

/** What stood in a session, as it was parsed: several ask during a request, and each request reads the store anew. */
const parsed = new WeakMap<object, SignedIn>();

/** Who the request's session is signed in as; undefined for nobody. What the store gives back is parsed, not trusted. */
export function signedInOf({
  session,
}: {
  readonly session: Pick<SessionData, "signedIn">;
}): SignedIn | undefined {
  const { signedIn: stored } = session;
  if (typeof stored !== "object" || stored === null) {
    return undefined;
  }
  const person = parsed.get(stored) ?? signedIn.safeParse(stored).data;
  if (person) {
    parsed.set(stored, person);
  }
  return person && Date.now() < person.expiresAt ? person : undefined;
}

/**
 * Who is signed in, for pages behind `requireAuth`.
 *
 * @throws HttpError 401 for nobody, which shows that `requireAuth` is missing.
 */
export function personOf(request: Request): SignedIn {
  const signedIn = signedInOf(request);
  if (!signedIn) {
    throw createError(401);
  }
  return signedIn;
}
