import type { Variables } from "./project/environmentText.js";
import type { Session } from "./session/openSession.js";
import { addOwner } from "./steps/application/addOwner.js";
import type { Application } from "./steps/application/makeApplication.js";
import { noteApplication } from "./steps/application/noteApplication.js";
import type { Requester } from "./steps/application/owners.js";
import { perform } from "./steps/Step.js";

interface ClaimedApplication {
  readonly application: Application;
  readonly requester: Requester;
  /** The settings by which `.env` names it. */
  readonly settings: (appId: string, current: Variables) => Variables;
  readonly graphOrigin: string;
}

/**
 * Makes sure that the next run knows an application as its own, before anything else can fail: `.env` names it, and the
 * administrator is an owner of it.
 */
export async function claimApplication(
  { application, requester, settings, graphOrigin }: ClaimedApplication,
  session: Session,
): Promise<void> {
  const { appId } = application;
  try {
    if (appId !== requester.knownAppId) {
      const save = () => session.project.save((current) => settings(appId, current));
      await perform(noteApplication, { application, save }, session);
    }
  } finally {
    await perform(addOwner, { application, owner: requester.administratorId, graphOrigin }, session);
  }
}
