import * as z from "zod";
import type { Graph } from "../../graph/Graph.js";
import { findApplication } from "../application/findApplication.js";
import { type Requester, requireOwner } from "../application/owners.js";
import { ordersApiTag, registrationTag } from "../application/registrationTag.js";
import { findCertificates } from "../credential/registerCertificate.js";
import type { Step } from "../Step.js";
import { findServicePrincipal } from "../tenant/registerServicePrincipal.js";

const application = z.object({ id: z.string(), appId: z.string(), displayName: z.string() });

interface RegistrationSought extends Requester {
  /** The app's name. */
  readonly name: string;
}

/** An application in a tenant, and its service principal. */
export interface FoundApplication {
  readonly application: z.output<typeof application> | undefined;
  readonly servicePrincipal: { readonly id: string } | undefined;
}

/** What is in a tenant of an app, but for its user flows and its API. */
export interface FoundRegistration extends FoundApplication {
  /** The certificates of the application (DER in base64). */
  readonly certificates: readonly string[];
}

/** Finds what Configure has made for an app. */
export const findRegistration: Step<RegistrationSought, FoundRegistration> = {
  title: "Registration",
  doing: "looking for what npm run configure has made",
  permissions: ["Application.ReadWrite.All"],
  roles: ["Cloud Application Administrator"],
  async run(sought, { graph }) {
    const found = await find({ ...sought, tag: registrationTag(sought.name) }, graph);
    const { application: existing } = found;
    const certificates = existing ? await findCertificates(existing.id, graph) : [];
    const result = { ...found, certificates: certificates.flatMap(({ key }) => key ?? []) };
    return { done: existing ? `found ${existing.appId}` : "found no application", result };
  },
};

/** Finds the orders API that Configure has made for an app. */
export const findOrdersApi: Step<RegistrationSought, FoundApplication> = {
  ...findRegistration,
  title: "Orders API",
  async run(sought, { graph }) {
    const result = await find({ ...sought, tag: ordersApiTag(sought.name) }, graph);
    return { done: result.application ? `found ${result.application.appId}` : "found none", result };
  },
};

/** Finds the application with a tag, if the administrator may take it away. */
async function find(sought: Requester & { readonly tag: string }, graph: Graph): Promise<FoundApplication> {
  const found = await findApplication(sought, graph, application);
  if (found) {
    await requireOwner(found, sought, graph);
  }
  return {
    application: found,
    servicePrincipal: found && (await findServicePrincipal(found.appId, graph)),
  };
}
