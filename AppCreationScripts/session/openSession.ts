import type { RegistrationArguments } from "../commandLine/parseOptions.js";
import { rehearsedAdministratorId } from "../dryRun/rehearsedAnswers.js";
import { type RehearsedAnswers, rehearseGraph } from "../dryRun/rehearseGraph.js";
import { rehearseProject } from "../dryRun/rehearseProject.js";
import { withoutResults } from "../dryRun/withoutResults.js";
import { connectGraph } from "../graph/connectGraph.js";
import { openProject, type Project } from "../project/project.js";
import type { Requester } from "../steps/application/owners.js";
import type { StepTools } from "../steps/Step.js";
import type { CommandTools } from "./commandTools.js";

/** What the steps of a command work on. */
export interface Session extends StepTools {
  readonly project: Project;
  readonly requester: Requester;
}

/**
 * Opens the project and signs an administrator in, for the permissions that the steps need; for a dry run neither calls
 * anybody nor changes anything from then on. `rehearsed` is what Graph is taken to answer then.
 */
export async function openSession(
  { "tenant-id": tenant, "dry-run": dryRun }: RegistrationArguments,
  { cloud, signIn, output, projectFolder, createKeyPair, wait }: CommandTools,
  permissions: readonly string[],
  rehearsed: RehearsedAnswers,
): Promise<Session> {
  const project = await openProject({ projectFolder, output, createKeyPair });
  const setting = "CLIENT_ID";
  const knownAppId = project.variables[setting];
  if (dryRun) {
    const quiet = withoutResults(output);
    quiet.line("This is a dry run: nobody is called and nothing is written.");
    return {
      graph: rehearseGraph(quiet, rehearsed),
      project: rehearseProject(project, quiet),
      output: quiet,
      wait,
      requester: { setting, knownAppId, administratorId: rehearsedAdministratorId },
    };
  }
  const { accessToken, objectId } = await signIn({ cloud, tenant, permissions }, output);
  const graph = connectGraph({ origin: cloud.graphOrigin, accessToken, wait });
  return { graph, project, output, wait, requester: { setting, knownAppId, administratorId: objectId } };
}

/** Returns who runs the command as somebody who has the orders API that `.env` names. */
export function ordersApiRequester({ project, requester: { administratorId } }: Session): Requester {
  const setting = "ORDERS_API_CLIENT_ID";
  return { setting, knownAppId: project.variables[setting], administratorId };
}
