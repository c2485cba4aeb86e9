import * as z from "zod";
import type { Graph } from "../graph/Graph.js";
import { GraphError } from "../graph/GraphError.js";
import { findApplication } from "./findApplication.js";
import { findOwners } from "./owner.js";
import { type RegistrationRequest, registrationOf } from "./registration.js";
import { existingRegistration, registrationChanges } from "./registrationChanges.js";
import type { Step, StepTools } from "./Step.js";
import { untilFound } from "./whenReplicated.js";

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

interface ApplicationRequest extends RegistrationRequest {
  /** The application that `.env` names. */
  readonly knownAppId: string | undefined;
  readonly administratorId: string;
}

/** Makes the application, or completes the one that has the tag (Graph: application). */
export const registerApplication: Step<ApplicationRequest, Application> = {
  title: "Application",
  doing: "registering the app",
  permission: "Application.ReadWrite.All",
  roles: ["Application Developer", "Cloud Application Administrator"],
  async run(request, tools) {
    const { graph } = tools;
    const wanted = registrationOf(request);
    const found = await findApplication(request.name, graph, foundApplication);
    if (!found) {
      const { id, appId } = await makeApplication(request.name, wanted, tools);
      return { done: `made ${appId}`, result: { id, appId, passwordCredentials: [], isNew: true } };
    }
    if (found.appId !== request.knownAppId) {
      await requireOwner(found, request.administratorId, graph);
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

/** Makes it once: where no answer comes, an application that appears is taken for the one that was asked for. */
async function makeApplication(name: string, wanted: object, { graph, wait }: StepTools) {
  try {
    return await graph.post("/applications", wanted, createdApplication);
  } catch (error) {
    const isUncertain = error instanceof GraphError && error.uncertain;
    const made =
      isUncertain && (await untilFound(wait, () => findApplication(name, graph, foundApplication)));
    if (made) {
      return made;
    }
    throw error;
  }
}

/**
 * Anybody who may register applications can give one this tag, and keep it.
 *
 * @throws Error where the administrator is no owner.
 */
async function requireOwner(
  { id, appId, displayName }: z.output<typeof foundApplication>,
  administratorId: string,
  graph: Graph,
): Promise<void> {
  const owners = await findOwners(id, graph);
  if (!owners.includes(administratorId)) {
    throw new Error(
      `${displayName} (${appId}) has the tag of this app, but .env does not name it and you are no owner of it. ` +
        `Its owners are: ${owners.join(", ") || "nobody"}. Where it is yours, make yourself an owner in the admin ` +
        "center; otherwise choose another --name.",
    );
  }
}
