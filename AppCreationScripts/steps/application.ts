import { type ZodType, z } from "zod";
import { filtered, type Graph, quoted } from "../graph/Graph.js";
import { type RegistrationRequest, registrationOf } from "./registration.js";
import { existingRegistration, registrationChanges } from "./registrationChanges.js";
import { registrationTag } from "./registrationTag.js";
import type { Step } from "./Step.js";

/** A secret that an application has, without its value. */
export const passwordCredential = z.object({
  keyId: z.string(),
  displayName: z.string().nullish(),
  /** The first three characters of the value. */
  hint: z.string().nullish(),
  endDateTime: z.coerce.date(),
});

const createdApplication = z.object({ id: z.string(), appId: z.string() });

const foundApplication = createdApplication.extend({
  displayName: z.string(),
  passwordCredentials: z.array(passwordCredential),
  ...existingRegistration.shape,
});

export interface Application {
  /** Of the object in the directory. */
  readonly id: string;
  /** The client id. */
  readonly appId: string;
  readonly passwordCredentials: readonly z.output<typeof passwordCredential>[];
  /** Whether this run has made it: then not every part of Entra knows it yet. */
  readonly isNew: boolean;
}

/** Makes the application, or completes the one that has the tag (Graph: application). */
export const registerApplication: Step<RegistrationRequest, Application> = {
  title: "Application",
  doing: "registering the app",
  permission: "Application.ReadWrite.All",
  roles: ["Application Developer", "Cloud Application Administrator"],
  async run(request, { graph }) {
    const wanted = registrationOf(request);
    const found = await findApplication(request.name, graph, foundApplication);
    if (!found) {
      const { id, appId } = await graph.post("/applications", wanted, createdApplication);
      return { done: `made ${appId}`, result: { id, appId, passwordCredentials: [], isNew: true } };
    }
    const changes = registrationChanges(found, wanted);
    const changed = Object.keys(changes);
    if (changed.length > 0) {
      await graph.patch(`/applications/${found.id}`, changes);
    }
    const done =
      changed.length > 0 ? `updated ${found.appId}: ${changed.join(", ")}` : `found ${found.appId}`;
    return { done, result: { ...found, isNew: false } };
  },
};

/** Where Graph lists the applications with an app's tag. */
export function applicationsTagged(name: string): string {
  return filtered("/applications", `tags/any(t:t eq ${quoted(registrationTag(name))})`);
}

/**
 * Finds the application with an app's tag; undefined where there is none.
 *
 * @throws Error where several have it.
 */
export async function findApplication<T extends { readonly displayName: string; readonly appId: string }>(
  name: string,
  graph: Graph,
  schema: ZodType<T>,
): Promise<T | undefined> {
  const found = await graph.list(applicationsTagged(name), schema);
  if (found.length > 1) {
    const all = found.map(({ displayName, appId }) => `${displayName} (${appId})`).join(", ");
    throw new Error(
      `Several applications have the tag ${registrationTag(name)}: ${all}. Take it off all but one in the admin center, under Manifest.`,
    );
  }
  return found[0];
}
