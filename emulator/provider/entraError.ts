import type { AadstsError } from "../answers/aadsts.js";
import type { OidcProviderModule } from "./loadOidcProvider.js";

const numbered = /^AADSTS(\d+): (.*)$/s;

/** One of Entra's errors as one of oidc-provider's, which has no place for the number but its description. */
export function entraError(
  { CustomOIDCProviderError }: OidcProviderModule["errors"],
  error: AadstsError,
): Error {
  return new CustomOIDCProviderError(error.error, `AADSTS${error.number}: ${error.message}`);
}

/** Returns the error of Entra's that one of oidc-provider's was made of; undefined if of none. */
export function entraErrorIn(error: string, description: string | undefined): AadstsError | undefined {
  const [, number, message] = numbered.exec(description ?? "") ?? [];
  return number === undefined || message === undefined
    ? undefined
    : { number: Number(number), error, message };
}
