import { z } from "zod";
import type { Application } from "./application.js";
import type { Step } from "./Step.js";
import { whenReplicated } from "./whenReplicated.js";

interface Ownership {
  readonly application: Application;
  /** Object id of the administrator. */
  readonly owner: string;
  readonly graphOrigin: string;
}

const owner = z.object({ id: z.string() });

/** Makes the administrator an owner of the application, who may manage it without a role (Graph: owners). */
export const addOwner: Step<Ownership, undefined> = {
  title: "Owner",
  doing: "making you an owner of the application",
  permission: "Application.ReadWrite.All",
  roles: ["Application Developer", "Cloud Application Administrator"],
  async run({ application: { id, isNew }, owner: ownerId, graphOrigin }, { graph, wait }) {
    const owners = await whenReplicated(isNew, wait, () => graph.list(`/applications/${id}/owners`, owner));
    if (owners.some((one) => one.id === ownerId)) {
      return { done: "found you among the owners", result: undefined };
    }
    const reference = { "@odata.id": `${graphOrigin}/v1.0/directoryObjects/${ownerId}` };
    await whenReplicated(isNew, wait, () =>
      graph.post(`/applications/${id}/owners/$ref`, reference, z.unknown()),
    );
    return { done: "made you an owner", result: undefined };
  },
};
