import * as z from "zod";
import { AdvisedError } from "../AdvisedError.js";
import type { Graph } from "../graph/Graph.js";
import { GraphError } from "../graph/GraphError.js";
import type { Application } from "./application.js";
import type { Step } from "./Step.js";
import { saysUnknown, whenReplicated } from "./whenReplicated.js";

interface Ownership {
  readonly application: Application;
  /** Object id of the administrator. */
  readonly owner: string;
  readonly graphOrigin: string;
}

const owner = z.object({ id: z.string() });

/** Where Graph lists an application's owners. */
export function ownersOf(applicationId: string): string {
  return `/applications/${applicationId}/owners`;
}

/** Gives the object ids of an application's owners. */
export async function findOwners(applicationId: string, graph: Graph): Promise<readonly string[]> {
  return (await graph.list(ownersOf(applicationId), owner)).map(({ id }) => id);
}

const found = { done: "found you among the owners", result: undefined };

/** Makes the administrator an owner of the application, who may manage it without a role (Graph: owners). */
export const addOwner: Step<Ownership, undefined> = {
  title: "Owner",
  doing: "making you an owner of the application",
  permission: "Application.ReadWrite.All",
  roles: ["Application Developer", "Cloud Application Administrator"],
  async run({ application: { id, appId, isNew }, owner: ownerId, graphOrigin }, { graph, wait }) {
    if (!isNew && (await findOwners(id, graph)).includes(ownerId)) {
      return found;
    }
    const reference = { "@odata.id": `${graphOrigin}/v1.0/directoryObjects/${ownerId}` };
    try {
      await whenReplicated(
        isNew,
        wait,
        () => graph.post(`${ownersOf(id)}/$ref`, reference, z.unknown()),
        mayRepeat,
      );
      return { done: "made you an owner", result: undefined };
    } catch (error) {
      if (saysAlreadyOwner(error)) {
        return found;
      }
      throw isNew
        ? new AdvisedError(`First make yourself an owner of the application ${appId}.`, error)
        : error;
    }
  },
};

/** Nobody becomes an owner twice, so a call whose answer is lost can be made again. */
function mayRepeat(error: unknown): boolean {
  return saysUnknown(error) || (error instanceof GraphError && error.uncertain);
}

function saysAlreadyOwner(error: unknown): boolean {
  return (
    error instanceof GraphError && error.status === 400 && error.message.includes("references already exist")
  );
}
