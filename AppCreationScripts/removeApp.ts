import type { Cloud } from "./clouds.js";
import type { CleanupArguments } from "./commandLine/parseOptions.js";
import { rehearsedRemoval } from "./dryRun/rehearsedAnswers.js";
import type { CommandTools } from "./session/commandTools.js";
import { openSession, ordersApiRequester } from "./session/openSession.js";
import { findOrdersApi, findRegistration } from "./steps/removal/findRegistration.js";
import { findUserFlows } from "./steps/removal/findUserFlows.js";
import { removalsOf } from "./steps/removal/removals.js";
import { perform, permissionsFor } from "./steps/Step.js";

/** The permissions that removing an app from a cloud needs, as people are asked for them when they sign in. */
export function removalPermissions({ externalTenants }: Cloud): readonly string[] {
  return permissionsFor(externalTenants ? [findRegistration, findUserFlows] : [findRegistration]);
}

/**
 * Lists what Configure has made for an app, asks, and removes it.
 *
 * @throws StepError, SignInError, and Error if nobody can be asked.
 */
export async function removeApp(options: CleanupArguments, tools: CommandTools): Promise<void> {
  const { name, yes, "dry-run": dryRun } = options;
  const { cloud, output, confirm } = tools;
  const mayRemove = yes || dryRun ? async () => true : confirm;
  if (!mayRemove) {
    throw new Error("Nobody can be asked without a terminal. With --yes the command removes without asking.");
  }
  const session = await openSession(options, tools, removalPermissions(cloud), rehearsedRemoval(name));
  const { project, requester } = session;
  const found = await perform(findRegistration, { name, ...requester }, session);
  const ordersApi = await perform(findOrdersApi, { name, ...ordersApiRequester(session) }, session);
  const flows = cloud.externalTenants
    ? await perform(findUserFlows, { name, appId: found.application?.appId }, session)
    : [];
  const files = found.application ? await project.removals(found.application.appId, found.certificates) : [];
  const removals = removalsOf(found, ordersApi, flows, files);
  if (removals.length === 0) {
    output.line(`Nothing is registered as ${name}.`);
    return;
  }
  output.line("This is removed:");
  for (const { what } of removals) {
    output.line(`  ${what}`);
  }
  if (!(await mayRemove("Remove it?"))) {
    output.line("Nothing was removed.");
    return;
  }
  for (const removal of removals) {
    await perform(removal, undefined, session);
  }
  if (!dryRun) {
    output.line(`${name} is removed.`);
    output.line(
      found.application
        ? "Entra keeps the application for 30 days, under App registrations, Deleted applications."
        : "There was no application. What .env and certificate files have of it stays.",
    );
  }
}
