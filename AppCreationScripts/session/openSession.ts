import path from "node:path";
import type { ConfigureArguments, RegistrationArguments } from "../commandLine/parseOptions.js";
import { rehearsedAdministratorId } from "../dryRun/rehearsedAnswers.js";
import { type RehearsedAnswers, rehearseGraph } from "../dryRun/rehearseGraph.js";
import { rehearseKeyVault } from "../dryRun/rehearseKeyVault.js";
import { rehearseProject } from "../dryRun/rehearseProject.js";
import { withoutResults } from "../dryRun/withoutResults.js";
import { connectGraph } from "../graph/connectGraph.js";
import type { KeyVault } from "../keyVault/KeyVault.js";
import { openProject, type Project } from "../project/project.js";
import type { Requester } from "../steps/application/owners.js";
import type { StepTools } from "../steps/Step.js";
import type { CommandTools } from "./commandTools.js";

/** What the steps of a command work on. */
export interface Session extends StepTools {
  readonly project: Project;
  readonly requester: Requester;
  /** The vault that keeps the app's certificate; undefined if none does. */
  readonly vault: KeyVault | undefined;
}

/** What both commands are told, and Configure alone. */
type SessionOptions = RegistrationArguments &
  Partial<Pick<ConfigureArguments, "key-vault" | "settings-file">>;

/**
 * Opens the project and signs an administrator in, for the permissions that the steps need; for a dry run neither calls
 * anybody nor changes anything from then on. `rehearsed` is what Graph is taken to answer then.
 */
export async function openSession(
  options: SessionOptions,
  { cloud, signIn, openKeyVault, output, projectFolder, createKeyPair, wait }: CommandTools,
  permissions: readonly string[],
  rehearsed: RehearsedAnswers,
): Promise<Session> {
  const { "tenant-id": tenant, "dry-run": dryRun, "app-only": appOnly, "key-vault": vaultUrl } = options;
  const settingsFile = standInFor(options["settings-file"], projectFolder);
  const project = await openProject({ projectFolder, settingsFile, output, createKeyPair });
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
      appOnly,
      vault: vaultUrl === undefined ? undefined : rehearseKeyVault(vaultUrl, quiet),
      requester: { setting, knownAppId, administratorId: rehearsedAdministratorId, appOnly },
    };
  }
  // It is of another tenant, and so is who opens it.
  const vault = vaultUrl === undefined ? undefined : await openKeyVault(vaultUrl);
  const { accessToken, objectId } = await signIn({ cloud, tenant, permissions }, output);
  const graph = connectGraph({ origin: cloud.graphOrigin, accessToken, wait });
  const requester = { setting, knownAppId, administratorId: objectId, appOnly } as const;
  return { graph, project, output, wait, appOnly, vault, requester };
}

/** The file that is written in place of `.env`; undefined if none is. */
function standInFor(file: string | undefined, projectFolder: string): string | undefined {
  const named = path.resolve(projectFolder, file ?? ".env");
  return named === path.join(projectFolder, ".env") ? undefined : named;
}

/** Returns who runs the command as somebody who has the orders API that `.env` names. */
export function ordersApiRequester({ project, requester }: Session): Requester {
  const setting = "ORDERS_API_CLIENT_ID";
  return { ...requester, setting, knownAppId: project.variables[setting] };
}
