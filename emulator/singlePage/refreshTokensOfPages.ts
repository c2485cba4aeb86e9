import type { Provider } from "oidc-provider";
import * as z from "zod";
import type { Platform } from "../applications/application.js";
import type { Applications } from "../applications/applications.js";
import { platformOf } from "../applications/redirectUris.js";
import type { OidcProviderModule } from "../provider/loadOidcProvider.js";

const keptSchema = z.object({ platform: z.enum(["web", "spa", "publicClient"]).optional() });

/** Returns the platform of the redirect URI that a refresh token came from first; undefined if it came from none. */
export function platformOfRefreshToken(token: object | undefined): Platform | undefined {
  return keptSchema.safeParse(token).data?.platform;
}

/** Has refresh tokens know, through all renewals, which platform they are of: those of pages are for pages alone. */
export function keepPlatforms(
  module: OidcProviderModule,
  { RefreshToken }: Provider,
  applications: Applications,
): void {
  const names = [...RefreshToken.IN_PAYLOAD, "platform"];
  Object.defineProperty(RefreshToken, "IN_PAYLOAD", { get: () => names });

  const { save } = RefreshToken.prototype;
  RefreshToken.prototype.save = function () {
    const { AuthorizationCode: code, RotatedRefreshToken: old } = module.Provider.ctx?.oidc.entities ?? {};
    const application = applications.find(this.clientId);
    const ofCode = code?.redirectUri && application ? platformOf(application, code.redirectUri) : undefined;
    const platform = ofCode ?? platformOfRefreshToken(old) ?? platformOfRefreshToken(this);
    return save.call(Object.assign(this, platform && { platform }));
  };
}
