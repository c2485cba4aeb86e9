import type { KoaContextWithOIDC } from "oidc-provider";
import * as z from "zod";
import { clientInfo } from "./clientInfo.js";

const tokensSchema = z.looseObject({ expires_in: z.number(), scope: z.string().optional() });

/** Adds what Entra's token response has beyond RFC 6749 section 5.1: `ext_expires_in`, and `client_info` when asked. */
export function completeTokenResponse(ctx: KoaContextWithOIDC): void {
  const { Account: account, AccessToken: accessToken } = ctx.oidc.entities;
  const tokens = tokensSchema.safeParse(ctx.body);
  if (!account || !tokens.success) {
    return;
  }
  ctx.body = {
    ...tokens.data,
    // With a token for an API, Entra names the scopes of the ID token too.
    ...(accessToken?.aud ? { scope: `profile openid email ${tokens.data.scope}` } : {}),
    ext_expires_in: tokens.data.expires_in,
    ...(ctx.oidc.body?.client_info === "1" ? { client_info: clientInfo(account.accountId) } : {}),
  };
}
