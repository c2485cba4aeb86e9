import * as z from "zod";
import type { Cloud } from "../../clouds.js";
import type { Tenant } from "../../project/appSettings.js";
import type { Step } from "../Step.js";

const organization = z.object({
  id: z.string(),
  tenantType: z.string().nullish(),
  verifiedDomains: z.array(z.object({ name: z.string(), isInitial: z.boolean().nullish() })),
});

/** Asks what tenant this is (Graph: organization). */
export const findTenant: Step<Pick<Cloud, "externalTenants">, Tenant> = {
  title: "Tenant",
  doing: "asking for its id and domain",
  permissions: ["Organization.Read.All"],
  roles: ["Cloud Application Administrator"],
  async run({ externalTenants }, { graph }) {
    const [tenant] = await graph.list("/organization", organization);
    const initialDomain = tenant?.verifiedDomains.find(({ isInitial }) => isInitial)?.name;
    if (!tenant || !initialDomain) {
      throw new Error("Microsoft Graph names no initial domain of the tenant.");
    }
    if (externalTenants && tenant.tenantType && tenant.tenantType !== "CIAM") {
      throw new Error(
        `${initialDomain} is no external tenant but one of type ${tenant.tenantType}: give the id of an external tenant, ` +
          "or make one in the admin center under Manage tenants.",
      );
    }
    return { done: `found ${initialDomain}, ${tenant.id}`, result: { id: tenant.id, initialDomain } };
  },
};
