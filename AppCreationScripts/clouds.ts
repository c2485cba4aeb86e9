import type { RegistrationArguments } from "./parseOptions.js";

/** A cloud that Microsoft runs Entra in, by its hosts. */
export interface Cloud {
  readonly signInOrigin: string;
  readonly graphOrigin: string;
  /** The Microsoft Entra admin center. */
  readonly adminCenter: string;
  /** Whether external tenants here have the host `SUBDOMAIN.ciamlogin.com`. */
  readonly ciamHosts: boolean;
  /** What MSAL is told of the sign-in endpoints, as JSON; only for a provider that is not Microsoft's. */
  readonly authorityMetadata?: string;
}

/**
 * Microsoft's clouds. The `ciamlogin` hosts of external tenants are documented for the global cloud alone, so in the
 * others the app is told the tenant's authority on the common sign-in host.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud
 * @see https://learn.microsoft.com/graph/deployments
 */
export const clouds: Readonly<Record<RegistrationArguments["environment"], Cloud>> = {
  Global: {
    signInOrigin: "https://login.microsoftonline.com",
    graphOrigin: "https://graph.microsoft.com",
    adminCenter: "https://entra.microsoft.com",
    ciamHosts: true,
  },
  USGov: {
    signInOrigin: "https://login.microsoftonline.us",
    graphOrigin: "https://graph.microsoft.us",
    adminCenter: "https://entra.microsoft.us",
    ciamHosts: false,
  },
  China: {
    signInOrigin: "https://login.partner.microsoftonline.cn",
    graphOrigin: "https://microsoftgraph.chinacloudapi.cn",
    adminCenter: "https://entra.microsoftonline.cn",
    ciamHosts: false,
  },
};
