import type * as z from "zod";
import { filtered, type Graph, quoted } from "../../graph/Graph.js";
import type { Requester } from "./owners.js";
import { registrationTag } from "./registrationTag.js";

/** The path at which Graph lists the applications with an app's tag. */
export function applicationsTagged(name: string): string {
  return filtered("/applications", `tags/any(t:t eq ${quoted(registrationTag(name))})`);
}

interface Sought extends Pick<Requester, "knownAppId"> {
  readonly name: string;
}

/**
 * Finds the application with an app's tag; undefined if there is none. Of several it is the one that `.env` names.
 *
 * @throws Error if several have the tag, and `.env` names none of them.
 */
export async function findApplication<T extends { readonly displayName: string; readonly appId: string }>(
  { name, knownAppId }: Sought,
  graph: Graph,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const found = await graph.list(applicationsTagged(name), schema);
  const known = found.find(({ appId }) => appId === knownAppId);
  if (!known && found.length > 1) {
    const all = found.map(({ displayName, appId }) => `${displayName} (${appId})`).join(", ");
    throw new Error(
      `Several applications have the tag ${registrationTag(name)}: ${all}. Take it off all but one in the admin center, under Manifest.`,
    );
  }
  return known ?? found[0];
}
