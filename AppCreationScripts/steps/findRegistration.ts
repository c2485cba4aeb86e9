import * as z from "zod";
import { userFlowsPage } from "../adminCenter.js";
import type { Cloud } from "../clouds.js";
import type { Graph } from "../graph/Graph.js";
import { findCertificates } from "./certificate.js";
import { findApplication } from "./findApplication.js";
import { type Requester, requireOwner } from "./requireOwner.js";
import type { Step } from "./Step.js";
import { findServicePrincipal } from "./servicePrincipal.js";
import { findOwnUserFlows, includedApplications, isRefusalOf, type UserFlow } from "./userFlow.js";

const application = z.object({ id: z.string(), appId: z.string(), displayName: z.string() });

interface RegistrationSought extends Requester {
  readonly name: string;
  readonly cloud: Cloud;
}

/** What is in a tenant of an app. */
export interface FoundRegistration {
  readonly application: z.output<typeof application> | undefined;
  /** The certificates of the application (DER in base64). */
  readonly certificates: readonly string[];
  readonly servicePrincipal: { readonly id: string } | undefined;
  readonly userFlows: readonly FoundUserFlow[];
}

/** A user flow that Configure has made. */
interface FoundUserFlow extends UserFlow {
  /** Whether it is for the application. */
  readonly included: boolean;
  /** How many other applications it is for. */
  readonly others: number;
}

/** Finds what Configure has made for an app. */
export const findRegistration: Step<RegistrationSought, FoundRegistration> = {
  title: "Registration",
  doing: "looking for what npm run configure has made",
  permission: "Application.ReadWrite.All and EventListener.ReadWrite.All",
  roles: ["Cloud Application Administrator and External ID User Flow Administrator"],
  async run(sought, { graph, output }) {
    const { name, cloud } = sought;
    const found = await findApplication(sought, graph, application);
    if (found) {
      await requireOwner(found, sought, graph);
    }
    const certificates = found ? await findCertificates(found.id, graph) : [];
    const flows = await findUserFlows(name, found?.appId, graph).catch((error: unknown) => {
      if (!isRefusalOf(cloud, error)) {
        throw error;
      }
      output.line(`  Graph lists no user flows in this cloud. Remove yours at ${userFlowsPage(cloud)}.`);
      return [];
    });
    const result = {
      application: found,
      certificates: certificates.flatMap(({ key }) => key ?? []),
      servicePrincipal: found && (await findServicePrincipal(found.appId, graph)),
      userFlows: flows,
    };
    return { done: found ? `found ${found.appId}` : "found no application", result };
  },
};

async function findUserFlows(
  name: string,
  appId: string | undefined,
  graph: Graph,
): Promise<readonly FoundUserFlow[]> {
  const found: FoundUserFlow[] = [];
  for (const flow of await findOwnUserFlows(name, graph)) {
    const applications = await graph.list(includedApplications(flow.id), z.object({ appId: z.string() }));
    const included = applications.some((one) => one.appId === appId);
    found.push({ ...flow, included, others: applications.length - (included ? 1 : 0) });
  }
  return found;
}
