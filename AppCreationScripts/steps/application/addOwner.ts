import * as z from "zod";
import { GraphError } from "../../graph/GraphError.js";
import type { Step } from "../Step.js";
import { saysUnknown, whenReplicated } from "../whenReplicated.js";
import type { Application } from "./makeApplication.js";
import { findOwners, ownersOf } from "./owners.js";

interface Ownership {
  readonly application: Application;
  /** Object id of the administrator. */
  readonly owner: string;
  readonly graphOrigin: string;
}

/**
 * Makes the administrator an owner of the application, who may manage it without a role (Graph: owners). If Graph does
 * not let them, it says so and is content: everything else can be done without it.
 */
export const addOwner: Step<Ownership, undefined> = {
  title: "Owner",
  doing: "making whoever runs this an owner of the application",
  permissions: ["Application.ReadWrite.All", "Directory.Read.All"],
  roles: ["Application Developer", "Cloud Application Administrator"],
  async run({ application: { id, isNew }, owner: ownerId, graphOrigin }, { graph, wait, appOnly }) {
    const who = appOnly ? "the administration application" : "you";
    const found = { done: `found ${who} among the owners`, result: undefined };
    // Whoever registers an application often owns it already.
    const owners = await whenReplicated(isNew, wait, () => findOwners(id, graph));
    if (owners.includes(ownerId)) {
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
      return { done: `made ${who} an owner`, result: undefined };
    } catch (error) {
      if (saysAlreadyOwner(error)) {
        return found;
      }
      if (error instanceof GraphError && error.status === 403) {
        return { done: refused(error), result: undefined };
      }
      throw error;
    }
  },
};

function refused({ message, status, code }: GraphError): string {
  return (
    `not done. ${message} (${status}, ${code}) It needs the permissions ${addOwner.permissions.join(" and ")} and the ` +
    `role ${addOwner.roles.join(" or ")}. This project knows the application by .env and goes on; any other takes it ` +
    "only from its owners: make yourself one in the admin center."
  );
}

/** Nobody becomes an owner twice, so a call whose answer is lost can be made again. */
function mayRepeat(error: unknown): boolean {
  return saysUnknown(error) || (error instanceof GraphError && error.uncertain);
}

function saysAlreadyOwner(error: unknown): boolean {
  return (
    error instanceof GraphError && error.status === 400 && error.message.includes("references already exist")
  );
}
