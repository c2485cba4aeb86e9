import * as z from "zod";
import { findApplication } from "../application/findApplication.js";
import { type Requester, requireOwner } from "../application/owners.js";
import { findCertificates } from "../credential/ensureCertificate.js";
import type { Step } from "../Step.js";
import { findServicePrincipal } from "../tenant/registerServicePrincipal.js";

const application = z.object({ id: z.string(), appId: z.string(), displayName: z.string() });

interface RegistrationSought extends Requester {
  readonly name: string;
}

/** What is in a tenant of an app, but for its user flows. */
export interface FoundRegistration {
  readonly application: z.output<typeof application> | undefined;
  /** The certificates of the application (DER in base64). */
  readonly certificates: readonly string[];
  readonly servicePrincipal: { readonly id: string } | undefined;
}

/** Finds what Configure has made for an app. */
export const findRegistration: Step<RegistrationSought, FoundRegistration> = {
  title: "Registration",
  doing: "looking for what npm run configure has made",
  permissions: ["Application.ReadWrite.All"],
  roles: ["Cloud Application Administrator"],
  async run(sought, { graph }) {
    const found = await findApplication(sought, graph, application);
    if (found) {
      await requireOwner(found, sought, graph);
    }
    const certificates = found ? await findCertificates(found.id, graph) : [];
    const result = {
      application: found,
      certificates: certificates.flatMap(({ key }) => key ?? []),
      servicePrincipal: found && (await findServicePrincipal(found.appId, graph)),
    };
    return { done: found ? `found ${found.appId}` : "found no application", result };
  },
};
