import type { Cloud } from "./clouds.js";

/** The page of an application in the admin center. */
export function applicationPage({ adminCenter }: Cloud, appId: string): string {
  return `${adminCenter}/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/${appId}`;
}

/** Where the admin center has user flows: its address, and the way from there. */
export function userFlowsPage({ adminCenter }: Cloud): string {
  return `${adminCenter} > External Identities > User flows`;
}
