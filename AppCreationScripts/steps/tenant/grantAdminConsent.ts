import * as z from "zod";
import { filtered, quoted } from "../../graph/Graph.js";
import { microsoftGraph } from "../application/registration.js";
import type { Step } from "../Step.js";
import { whenReplicated } from "../whenReplicated.js";
import { findServicePrincipal, type ServicePrincipal } from "./registerServicePrincipal.js";

interface Consent {
  readonly servicePrincipal: ServicePrincipal;
  /** The API whose permissions these are; Microsoft Graph if there is none. */
  readonly api?: ServicePrincipal;
  readonly permissions: readonly string[];
}

const grant = z.object({
  id: z.string(),
  consentType: z.string(),
  resourceId: z.string(),
  scope: z.string().nullish(),
});

/** Consents to the app's permissions for everybody: customers cannot do it themselves (Graph: oAuth2PermissionGrant). */
export const grantAdminConsent: Step<Consent, undefined> = {
  title: "Admin consent",
  doing: "granting the app its permissions",
  // To read service principals, and to consent.
  permissions: ["Application.ReadWrite.All", "DelegatedPermissionGrant.ReadWrite.All"],
  roles: ["Cloud Application Administrator", "Privileged Role Administrator"],
  async run({ servicePrincipal: { id: clientId, isNew }, api, permissions: wanted }, { graph, wait }) {
    const resourceId = (api ?? (await findServicePrincipal(microsoftGraph, graph)))?.id;
    if (resourceId === undefined) {
      throw new Error("The tenant has no service principal of Microsoft Graph.");
    }
    const path = filtered("/oauth2PermissionGrants", `clientId eq ${quoted(clientId)}`);
    // Of a service principal that it does not know Graph lists nothing, and answers 404.
    const grants = await whenReplicated(isNew, wait, () => graph.list(path, grant));
    const found = grants.find((one) => one.consentType === "AllPrincipals" && one.resourceId === resourceId);
    if (!found) {
      const scope = wanted.join(" ");
      const body = { clientId, consentType: "AllPrincipals", resourceId, scope };
      await whenReplicated(isNew || api?.isNew === true, wait, () =>
        graph.post("/oauth2PermissionGrants", body, z.unknown()),
      );
      return { done: `made for ${scope}`, result: undefined };
    }
    const granted = (found.scope ?? "").split(" ").filter(Boolean);
    const scope = [...new Set([...granted, ...wanted])].join(" ");
    if (wanted.every((permission) => granted.includes(permission))) {
      return { done: `found for ${scope}`, result: undefined };
    }
    await graph.patch(`/oauth2PermissionGrants/${found.id}`, { scope });
    return { done: `updated for ${scope}`, result: undefined };
  },
};
