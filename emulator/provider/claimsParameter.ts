import type { Provider } from "oidc-provider";
import * as z from "zod";
import type { Tenant } from "../tenant.js";

/** The name under which oidc-provider gets the parameter, which it takes as `claims` with the scope openid alone. */
export const claimsParameter = "entra_claims";

const member = z.looseObject({
  essential: z.boolean().optional(),
  value: z.unknown().optional(),
  values: z.array(z.unknown()).optional(),
});
const token = z.looseObject({ acrs: member.nullish() }).optional();

/**
 * The claims request parameter (OpenID Connect Core 1.0, section 5.5) with Entra's member `access_token`. MSAL adds
 * members of its own, which ask for nothing that the emulator has.
 */
const claimsSchema = z.looseObject({ id_token: token, access_token: token });

/** `c1` to `c99`, as an administrator names them. */
const contextId = /^c[1-9]\d?$/;

/** Lets authorization requests have the parameter, whatever their scopes are. */
export function acceptClaimsParameter(provider: Provider, { paths }: Tenant): void {
  provider.use((ctx, next) => {
    const { claims, ...others } = ctx.query;
    if (ctx.path === paths.authorize && claims !== undefined) {
      ctx.query = { ...others, [claimsParameter]: claims };
    }
    return next();
  });
}

/** True if the parameter is an object in JSON whose parts have the types that they should. */
export function isClaimsParameter(claims: string): boolean {
  return parse(claims) !== undefined;
}

/**
 * Returns the authentication contexts that the parameter calls essential, for either token; none if there is no such
 * parameter. What is no id of a context is left out, so that no token ever says it was met.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/developer-guide-conditional-access-authentication-context
 */
export function essentialContexts(claims: unknown): string[] {
  const { id_token: idToken, access_token: accessToken } =
    (typeof claims === "string" && parse(claims)) || {};
  const asked = [idToken?.acrs, accessToken?.acrs].flatMap((acrs) =>
    acrs?.essential ? [acrs.value, ...(acrs.values ?? [])] : [],
  );
  return [...new Set(asked)].filter((value) => typeof value === "string").filter((id) => contextId.test(id));
}

function parse(claims: string): z.infer<typeof claimsSchema> | undefined {
  try {
    return claimsSchema.safeParse(JSON.parse(claims)).data;
  } catch {
    return undefined;
  }
}
