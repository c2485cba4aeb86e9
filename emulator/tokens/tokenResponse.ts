import type { Provider } from "oidc-provider";
import * as z from "zod";
import type { SigningKeys } from "../provider/signingKeys.js";
import type { Tenant } from "../tenant.js";
import { clientInfo } from "./clientInfo.js";
import { scopesOfAnswer } from "./scopes.js";

const tokensSchema = z.looseObject({
  access_token: z.string(),
  expires_in: z.number(),
  id_token: z.string().optional(),
  scope: z.string().optional(),
});

/**
 * Adds what Entra's token responses have beyond oidc-provider's (RFC 6749 section 5.1): `ext_expires_in`, `client_info`
 * when asked, the scopes of the ID token whatever API the token is for, and the type in the ID token's header.
 */
export function answerTokensAsEntra(provider: Provider, tenant: Tenant, { withType }: SigningKeys): void {
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.path === tenant.paths.token && !ctx.get("Origin")) {
      // For requests of no page oidc-provider answers that every page may read.
      ctx.remove("Access-Control-Allow-Origin");
    }
    const tokens = tokensSchema.safeParse(ctx.body);
    if (ctx.path !== tenant.paths.token || !tokens.success) {
      return;
    }
    const { id_token: idToken, scope, ...others } = tokens.data;
    const { Account: account } = ctx.oidc.entities;
    ctx.body = {
      ...others,
      ...(account ? { scope: scopesOfAnswer(scope) } : {}),
      ext_expires_in: others.expires_in,
      ...(idToken === undefined ? {} : { id_token: await withType(idToken) }),
      ...(account && ctx.oidc.body?.client_info === "1"
        ? { client_info: clientInfo(account.accountId, tenant) }
        : {}),
    };
  });
}
