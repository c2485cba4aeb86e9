import type { KoaContextWithOIDC } from "oidc-provider";
import type { Applications } from "../applications/applications.js";
import { platformOf } from "../applications/redirectUris.js";
import { platformOfRefreshToken } from "../singlePage/refreshTokensOfPages.js";
import { shortRefreshTokenLifetime, type TokenLifetimes } from "../tokens/tokenLifetimes.js";
import { hasPassword } from "./secondFactor.js";

/**
 * Returns the seconds that a new refresh token lives: a day if a page holds it, or a passcode was enough for it. That day
 * is counted from the first of a page's tokens: renewing does not extend it.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/refresh-tokens
 */
export function refreshTokenLifetime(
  { oidc: { client, entities } }: KoaContextWithOIDC,
  applications: Applications,
  { refreshToken }: TokenLifetimes,
): number {
  const {
    AuthorizationCode: code,
    DeviceCode: device,
    RefreshToken: old,
    RotatedRefreshToken: rotated,
  } = entities;
  if (rotated?.exp !== undefined && platformOfRefreshToken(rotated) === "spa") {
    return Math.max(rotated.exp - Math.floor(Date.now() / 1000), 1);
  }
  const application = applications.find(client?.clientId);
  const ofPage = code?.redirectUri && application && platformOf(application, code.redirectUri) === "spa";
  const amr = (code ?? device ?? old)?.amr ?? [];
  return ofPage || !hasPassword(amr) ? Math.min(refreshToken, shortRefreshTokenLifetime) : refreshToken;
}
