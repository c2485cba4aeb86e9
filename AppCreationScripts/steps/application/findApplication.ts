import type * as z from "zod";
import { filtered, type Graph, quoted } from "../../graph/Graph.js";
import type { Requester } from "./owners.js";

/** The path at which Graph lists the applications with a tag. */
export function applicationsTagged(tag: string): string {
  return filtered("/applications", `tags/any(t:t eq ${quoted(tag)})`);
}

interface Sought extends Pick<Requester, "knownAppId"> {
  readonly tag: string;
}

/**
 * Finds the application with a tag; undefined if there is none. Of several it is the one that `.env` names.
 *
 * @throws Error if several have the tag, and `.env` names none of them.
 */
export async function findApplication<T extends { readonly displayName: string; readonly appId: string }>(
  { tag, knownAppId }: Sought,
  graph: Graph,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const found = await graph.list(applicationsTagged(tag), schema);
  const known = found.find(({ appId }) => appId === knownAppId);
  if (!known && found.length > 1) {
    const all = found.map(({ displayName, appId }) => `${displayName} (${appId})`).join(", ");
    throw new Error(
      `Several applications have the tag ${tag}: ${all}. Take it off all but one in the admin center, under Manifest.`,
    );
  }
  return known ?? found[0];
}
