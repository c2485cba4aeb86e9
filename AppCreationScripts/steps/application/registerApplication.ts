import * as z from "zod";
import type { Step } from "../Step.js";
import { findApplication } from "./findApplication.js";
import { type Application, createdApplication, makeApplication } from "./makeApplication.js";
import { type Requester, requireOwner } from "./owners.js";
import type { RequiredResourceAccess } from "./permissionChanges.js";
import { type RegistrationRequest, registrationOf } from "./registration.js";
import { existingRegistration, registrationChanges } from "./registrationChanges.js";
import { registrationTag } from "./registrationTag.js";

/** A secret that an application has, without its value. */
export const passwordCredential = z.object({
  keyId: z.string(),
  displayName: z.string().nullish(),
  /** The first three characters of the value. */
  hint: z.string().nullish(),
  endDateTime: z.coerce.date(),
});

const foundApplication = createdApplication.extend({
  displayName: z.string(),
  passwordCredentials: z.array(passwordCredential),
  ...existingRegistration.shape,
});

/** The app's application, with what other steps add to. */
export interface RegisteredApp extends Application {
  readonly passwordCredentials: readonly z.output<typeof passwordCredential>[];
  readonly requiredResourceAccess: RequiredResourceAccess;
}

interface ApplicationRequest extends RegistrationRequest, Requester {}

/** Makes the application, or completes the one that has the tag (Graph: application). */
export const registerApplication: Step<ApplicationRequest, RegisteredApp> = {
  title: "Application",
  doing: "registering the app",
  permissions: ["Application.ReadWrite.All"],
  roles: ["Application Developer", "Cloud Application Administrator"],
  async run(request, tools) {
    const { graph } = tools;
    const wanted = registrationOf(request);
    const find = () =>
      findApplication({ ...request, tag: registrationTag(request.name) }, graph, foundApplication);
    const found = await find();
    if (!found) {
      const { id, appId } = await makeApplication(wanted, find, tools);
      const { requiredResourceAccess } = wanted;
      const result = { id, appId, passwordCredentials: [], requiredResourceAccess, isNew: true };
      return { done: `made ${appId}`, result };
    }
    await requireOwner(found, request, graph);
    const changes = registrationChanges(found, wanted);
    const changed = Object.keys(changes);
    if (changed.length > 0) {
      await graph.patch(`/applications/${found.id}`, changes);
    }
    const done =
      changed.length > 0 ? `updated ${found.appId}: ${changed.join(", ")}` : `found ${found.appId}`;
    return { done, result: { ...found, ...changes, isNew: false } };
  },
};
