import { type Application, customaryClaims } from "../applications/application.js";
import type { TokenOptions } from "../tokens/tokenOptions.js";

/** The optional claims that oidc-provider writes itself. */
const ofSignIn = ["auth_time", "amr"] as const;

/** Returns the claims of the sign-in that the application's ID tokens do not have. */
export function leftOutOfIdTokens(application: Application | undefined, tokens: TokenOptions): string[] {
  const configured = application?.optionalClaims.idToken ?? customaryClaims;
  return ofSignIn.filter(
    (claim) => !configured.includes(claim) || (claim === "auth_time" && tokens.withoutAuthTime),
  );
}
