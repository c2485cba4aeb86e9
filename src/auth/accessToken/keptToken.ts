import * as z from "zod";
import { parsedJson } from "../parsedJson.js";
import type { Account } from "../signIn.js";

/** Seconds that a token has to be valid for, as MSAL has it. */
const renewalOffset = 300;

const seconds = z.string().regex(/^\d+$/).transform(Number);

/** An access token in MSAL's cache, as far as it is read here. */
const entry = z.object({
  home_account_id: z.string(),
  environment: z.string(),
  realm: z.string(),
  client_id: z.string(),
  credential_type: z.literal("AccessToken"),
  token_type: z.literal("Bearer"),
  secret: z.string().min(1),
  target: z.string().transform((scopes) => scopes.split(" ")),
  cached_at: seconds,
  expires_on: seconds,
  refresh_on: seconds.optional(),
});

const cache = z.object({ AccessToken: z.record(z.string(), entry) });

interface Wanted {
  readonly account: Account;
  readonly clientId: string;
  readonly scopes: readonly string[];
}

/**
 * Returns the token in MSAL's cache that MSAL itself would answer with, for a fraction of its time. Undefined if that is not
 * plain to see, such as for a token that is about to expire, or for two that would do: then MSAL has to be asked.
 */
export function keptToken(
  text: string | undefined,
  { account, clientId, scopes }: Wanted,
): string | undefined {
  const { data } = cache.safeParse(parsedJson(text));
  const [token, ...others] = Object.values(data?.AccessToken ?? {}).filter(
    (kept) =>
      kept.home_account_id === account.homeAccountId &&
      kept.environment === account.environment &&
      kept.realm === account.tenantId &&
      kept.client_id === clientId &&
      scopes.every((scope) => kept.target.includes(scope)),
  );
  return token && others.length === 0 && isFresh(token) ? token.secret : undefined;
}

function isFresh({ cached_at, expires_on, refresh_on }: z.output<typeof entry>): boolean {
  // Rounded as MSAL does, which may say that a token comes half a second from now.
  const now = Math.round(Date.now() / 1000);
  const clockWasPutBack = cached_at > now;
  return (
    !clockWasPutBack && expires_on > now + renewalOffset && (refresh_on === undefined || refresh_on > now)
  );
}
