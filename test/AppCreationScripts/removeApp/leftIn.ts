import type { TestTenant } from "../testTenant.js";

/** What is left in the tenant; Microsoft Graph itself is always there. */
export function leftIn({ graph: { applications, servicePrincipals, grants, userFlows } }: TestTenant) {
  return [applications.length, servicePrincipals.length - 1, grants.length, userFlows.length];
}

export const nothing = [0, 0, 0, 0];
