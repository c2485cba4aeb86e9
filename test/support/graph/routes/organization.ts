import type { Directory } from "../directory/directory.js";
import { readOrganization } from "../permissions.js";
import type { GraphRoute } from "../protocol/graphRoute.js";
import { page, select } from "../protocol/odata.js";

/** `/organization` (Graph v1.0: organization). */
export function organizationRoutes({ tenant }: Directory): GraphRoute[] {
  const customDomain = `customers.${tenant.initialDomain.replace(/\.onmicrosoft\..*$/, ".example")}`;
  const organization = {
    id: tenant.id,
    displayName: "Contoso",
    ...(tenant.tenantType !== undefined && { tenantType: tenant.tenantType }),
    verifiedDomains: [
      { name: customDomain, isInitial: false, isDefault: true, type: "Managed" },
      { name: tenant.initialDomain, isInitial: true, isDefault: false, type: "Managed" },
    ],
  };
  return [
    {
      method: "GET",
      path: "/organization",
      permissions: readOrganization,
      handle: (call) => page(call, "organization", [select(call, organization, "organization")], 1),
    },
  ];
}
