/** A cloud that Microsoft runs Entra in, by its hosts. */
export interface Cloud {
  readonly signInOrigin: string;
  readonly graphOrigin: string;
  /** The Microsoft Entra admin center. */
  readonly adminCenter: string;
  /** True if it has external tenants, with their hosts `SUBDOMAIN.ciamlogin.com` and their user flows. */
  readonly externalTenants: boolean;
  /** What MSAL is told of the sign-in endpoints, as JSON; only for a provider that is not Microsoft's. */
  readonly authorityMetadata?: string;
}

/** The names of Microsoft's clouds, as its tools for PowerShell have them. */
export const cloudNames = ["Global", "USGov", "China"] as const;

type CloudName = (typeof cloudNames)[number];

/**
 * Microsoft's clouds. External ID is in the global cloud alone; the others have workforce tenants.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud
 * @see https://learn.microsoft.com/graph/deployments
 */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  Global: {
    signInOrigin: "https://login.microsoftonline.com",
    graphOrigin: "https://graph.microsoft.com",
    adminCenter: "https://entra.microsoft.com",
    externalTenants: true,
  },
  USGov: {
    signInOrigin: "https://login.microsoftonline.us",
    graphOrigin: "https://graph.microsoft.us",
    adminCenter: "https://entra.microsoft.us",
    externalTenants: false,
  },
  China: {
    signInOrigin: "https://login.partner.microsoftonline.cn",
    graphOrigin: "https://microsoftgraph.chinacloudapi.cn",
    adminCenter: "https://entra.microsoftonline.cn",
    externalTenants: false,
  },
};

/** The page of an application in the admin center. */
export function applicationPage({ adminCenter }: Cloud, appId: string): string {
  return `${adminCenter}/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/${appId}`;
}

/** How to get to user flows in the admin center: its address, and the way from there. */
export function userFlowsPage({ adminCenter }: Cloud): string {
  return `${adminCenter} > External Identities > User flows`;
}
