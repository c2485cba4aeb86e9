import * as z from "zod";
import { GraphError } from "../../graph/GraphError.js";
import type { Step, StepTools } from "../Step.js";
import { untilFound } from "../whenReplicated.js";
import { findApplication } from "./findApplication.js";
import { type Requester, requireOwner } from "./owners.js";
import { type RegistrationRequest, registrationOf } from "./registration.js";
import { existingRegistration, registrationChanges } from "./registrationChanges.js";

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
  /** True if this run has made it: then not every part of Entra knows it yet. */
  readonly isNew: boolean;
}

interface ApplicationRequest extends RegistrationRequest, Requester {}

/** Makes the application, or completes the one that has the tag (Graph: application). */
export const registerApplication: Step<ApplicationRequest, Application> = {
  title: "Application",
  doing: "registering the app",
  permissions: ["Application.ReadWrite.All"],
  roles: ["Application Developer", "Cloud Application Administrator"],
  async run(request, tools) {
    const { graph } = tools;
    const wanted = registrationOf(request);
    const find = () => findApplication(request, graph, foundApplication);
    const found = await find();
    if (!found) {
      const { id, appId } = await makeApplication(wanted, find, tools);
      return { done: `made ${appId}`, result: { id, appId, passwordCredentials: [], isNew: true } };
    }
    await requireOwner(found, request, graph);
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

/** Makes it once: if no answer comes, an application that appears is taken for the one that was asked for. */
async function makeApplication(
  wanted: object,
  find: () => Promise<z.output<typeof createdApplication> | undefined>,
  { graph, wait }: StepTools,
) {
  try {
    return await graph.post("/applications", wanted, createdApplication);
  } catch (error) {
    const isUncertain = error instanceof GraphError && error.uncertain;
    const made = isUncertain && (await untilFound(wait, find));
    if (made) {
      return made;
    }
    throw error;
  }
}
