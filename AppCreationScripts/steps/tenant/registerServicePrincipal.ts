import * as z from "zod";
import { filtered, type Graph, quoted } from "../../graph/Graph.js";
import { AdvisedError } from "../AdvisedError.js";
import type { Application } from "../application/makeApplication.js";
import type { Step } from "../Step.js";
import { saysNotInTenant, whenReplicated } from "../whenReplicated.js";

/** An application as it is present in a tenant. */
export interface ServicePrincipal {
  readonly id: string;
  /** True if this run has made it: then not every part of Entra knows it yet. */
  readonly isNew: boolean;
}

const servicePrincipal = z.object({ id: z.string() });

/** Lets people of the tenant sign in to the application (Graph: servicePrincipal). */
export const registerServicePrincipal: Step<Application, ServicePrincipal> = {
  title: "Service principal",
  doing: "adding the application to the tenant",
  permissions: ["Application.ReadWrite.All"],
  roles: ["Application Developer", "Cloud Application Administrator"],
  async run({ appId, isNew }, { graph, wait }) {
    const found = await findServicePrincipal(appId, graph);
    if (found) {
      return { done: `found ${found.id}`, result: { ...found, isNew: false } };
    }
    const { id } = await whenReplicated(isNew, wait, () =>
      graph.post("/servicePrincipals", { appId }, servicePrincipal),
    ).catch((error: unknown) => {
      throw saysNotInTenant(error)
        ? new AdvisedError(
            "Entra says this of a new application that it does not know everywhere yet: then wait a few minutes. It also says " +
              "this if rights are missing.",
            error,
          )
        : error;
    });
    return { done: `made ${id}`, result: { id, isNew: true } };
  },
};

/** The path at which Graph lists what an application is in the tenant. */
export function servicePrincipalsOf(appId: string): string {
  return filtered("/servicePrincipals", `appId eq ${quoted(appId)}`);
}

/** Finds what an application is in the tenant; undefined if it is not in it. */
export async function findServicePrincipal(appId: string, graph: Graph) {
  return (await graph.list(servicePrincipalsOf(appId), servicePrincipal))[0];
}
