import type { Provider } from "oidc-provider";
import * as z from "zod";
import type { SigningKeys } from "../provider/signingKeys.js";
import { tokenPoints } from "../steering/faults/askedPoints.js";
import type { Faults } from "../steering/faults/faults.js";
import type { Tenant } from "../tenant.js";
import { clientInfo } from "./clientInfo.js";
import { scopesOfAnswer } from "./scopes.js";

const tokensSchema = z.looseObject({
  access_token: z.string(),
  expires_in: z.number(),
  id_token: z.string().optional(),
  scope: z.string().optional(),
});

interface ResponseParts {
  readonly tenant: Tenant;
  readonly signingKeys: SigningKeys;
  readonly faults: Faults;
}

/**
 * Adds what Entra's token responses have beyond oidc-provider's (RFC 6749 section 5.1): `ext_expires_in`, `client_info`
 * when asked, the scopes of the ID token whatever API the token is for, and the type in the ID token's header. Tokens of a clock that is to be wrong are signed again.
 */
export function answerTokensAsEntra(
  provider: Provider,
  { tenant, signingKeys, faults }: ResponseParts,
): void {
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
    const { id_token: idToken, access_token: accessToken, scope, ...others } = tokens.data;
    const { Account: account } = ctx.oidc.entities;
    const at = tokenPoints(ctx.oidc.body?.grant_type);
    const skew = faults.take("clockSkew", { at, clientId: ctx.oidc.client?.clientId })?.seconds ?? 0;
    ctx.body = {
      access_token: skew === 0 ? accessToken : await signingKeys.withType(accessToken, skew),
      ...others,
      ...(account ? { scope: scopesOfAnswer(scope) } : {}),
      ext_expires_in: others.expires_in,
      ...(idToken === undefined ? {} : { id_token: await signingKeys.withType(idToken, skew) }),
      ...(account && ctx.oidc.body?.client_info === "1"
        ? { client_info: clientInfo(account.accountId, tenant) }
        : {}),
    };
  });
}
