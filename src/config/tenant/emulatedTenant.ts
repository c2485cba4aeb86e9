import type { Addresses } from "../addresses.js";
import { graphUrlOf } from "../hosts/graph.js";
import { orDefault, type Settings } from "../settings/settings.js";
import type { EmulatorConfig, TenantConfig } from "./tenantConfig.js";

/** The client secret of the emulated tenant if the settings give none. */
const emulatorSecret = "known-to-all-and-good-for-the-emulator-alone";

/** The client id of the orders API in the emulated tenant. */
const ordersApiId = "7c9d2e4f-5a6b-4c8d-9e0f-1a2b3c4d5e6f";

/** The scopes of the orders API in the emulated tenant, and those of Microsoft Graph. */
const emulatedScopes = [
  `api://${ordersApiId}/Orders.Read`,
  `api://${ordersApiId}/Orders.Cancel`,
  "User.Read",
  "User.ReadWrite",
];

/** Returns a tenant on this machine. All know its secret, so the emulator listens on loopback only. */
export function emulatedTenant(
  settings: Settings,
  addresses: Addresses,
): TenantConfig & { emulator: EmulatorConfig } {
  const port = orDefault(settings, "EMULATOR_PORT");
  const clientId = settings.CLIENT_ID ?? "5a1e7c2d-9b43-4f60-8d15-3e7a6c0b9f24";
  const clientSecret = settings.CLIENT_SECRET ?? emulatorSecret;
  const authority = new URL(`http://127.0.0.1:${port}/contoso.onmicrosoft.com`).href;
  return {
    authority,
    clientId,
    credential: { kind: "secret", secret: clientSecret },
    apiScopes: settings.API_SCOPES ?? emulatedScopes,
    graphUrl: graphUrlOf(authority),
    emulator: {
      port,
      client: {
        clientId,
        clientSecret,
        redirectUris: [addresses.redirectUri],
        postLogoutRedirectUris: [addresses.postLogoutRedirectUri],
        logoutUrl: `${addresses.origin}/auth/frontchannel-logout`,
      },
    },
  };
}
