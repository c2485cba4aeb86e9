import * as z from "zod";
import type { Graph } from "../../graph/Graph.js";

/** Who runs a command, and which application they have already. */
export interface Requester {
  /** The variable in which `.env` names an application. */
  readonly setting: "CLIENT_ID" | "ORDERS_API_CLIENT_ID";
  /** The application that it names there. */
  readonly knownAppId: string | undefined;
  /** Object id of the administrator. */
  readonly administratorId: string;
  /** True if that is an administration application, and no person. */
  readonly appOnly: boolean;
}

interface TaggedApplication {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
}

const owner = z.object({ id: z.string() });

/** The path at which Graph lists an application's owners. */
export function ownersOf(applicationId: string): string {
  return `/applications/${applicationId}/owners`;
}

/** Returns the object ids of an application's owners. */
export async function findOwners(applicationId: string, graph: Graph): Promise<readonly string[]> {
  return (await graph.list(ownersOf(applicationId), owner)).map(({ id }) => id);
}

/**
 * Anybody who may register applications can give one this app's tag, and keep it. So one that `.env` does not name is
 * changed and removed by its owners alone.
 *
 * @throws Error if the administrator is no owner.
 */
export async function requireOwner(
  { id, appId, displayName }: TaggedApplication,
  { setting, knownAppId, administratorId, appOnly }: Requester,
  graph: Graph,
): Promise<void> {
  if (appId === knownAppId) {
    return;
  }
  const owners = await findOwners(id, graph);
  if (!owners.includes(administratorId)) {
    const who = appOnly ? "the administration application is" : "you are";
    const newOwner = appOnly ? "its service principal an owner" : "yourself an owner in the admin center";
    throw new Error(
      `${displayName} (${appId}) has the tag of this app, but .env does not name it and ${who} no owner of it. ` +
        `Its owners are: ${owners.join(", ") || "nobody"}. If it is yours, write ${setting}=${appId} into .env, or make ` +
        `${newOwner}; otherwise choose another --name.`,
    );
  }
}
