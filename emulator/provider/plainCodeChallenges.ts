import { createHash } from "node:crypto";
import type { Provider } from "oidc-provider";
import type { Tenant } from "../tenant.js";

/**
 * Takes code challenges that are the verifier itself (RFC 7636 section 4.2), as Entra does: oidc-provider knows hashes
 * alone, so it gets the hash.
 */
export function acceptPlainCodeChallenges(provider: Provider, { paths }: Tenant): void {
  provider.use((ctx, next) => {
    const { code_challenge: challenge, code_challenge_method: method = "plain" } = ctx.query;
    if (ctx.path === paths.authorize && typeof challenge === "string" && method === "plain") {
      ctx.query = {
        ...ctx.query,
        code_challenge: createHash("sha256").update(challenge).digest("base64url"),
        code_challenge_method: "S256",
      };
    }
    return next();
  });
}
