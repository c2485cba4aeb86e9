import { applicationPage, userFlowsPage } from "./adminCenter.js";
import type { CommandTools } from "./commandTools.js";
import type { ConfigureArguments } from "./parseOptions.js";
import { appSettings, type CredentialSetting } from "./project/appSettings.js";
import { rehearsedRegistration } from "./rehearsedAnswers.js";
import { openSession } from "./session.js";
import { grantAdminConsent } from "./steps/adminConsent.js";
import { registerApplication } from "./steps/application.js";
import { ensureCredential } from "./steps/ensureCredential.js";
import { addOwner } from "./steps/owner.js";
import { perform } from "./steps/Step.js";
import { registerServicePrincipal } from "./steps/servicePrincipal.js";
import { findTenant } from "./steps/tenant.js";
import { tieUserFlow } from "./steps/userFlow.js";

/**
 * Registers the app in a tenant and writes `.env`, so that the app signs people in there. What is there already is found
 * and completed; nothing is made twice.
 *
 * @throws StepError, SignInError
 */
export async function registerApp(options: ConfigureArguments, tools: CommandTools): Promise<void> {
  const { name, graph, "base-url": baseUrl } = options;
  const { cloud, output } = tools;
  const session = await openSession(options, tools, rehearsedRegistration);
  const tenant = await perform(findTenant, undefined, session);
  const { project, requester } = session;
  const application = await perform(registerApplication, { name, baseUrl, graph, ...requester }, session);
  // Before anything else, because the next run takes the application only from its owner.
  const owner = { application, owner: requester.administratorId, graphOrigin: cloud.graphOrigin };
  await perform(addOwner, owner, session);
  const servicePrincipal = await perform(registerServicePrincipal, application, session);
  const registration = { cloud, tenant, appId: application.appId, baseUrl };
  const save = (credential: CredentialSetting | undefined) =>
    project.save((current) => appSettings(registration, credential, current));
  const aboutCredential = await ensureCredential(options, { application, project, save }, session);
  await perform(grantAdminConsent, { servicePrincipal, graph }, session);
  await perform(tieUserFlow, { name, appId: application.appId, servicePrincipal, cloud }, session);
  if (options["dry-run"]) {
    return;
  }
  for (const line of [
    "",
    `${name} is registered in ${tenant.initialDomain}.`,
    `  application  ${applicationPage(cloud, application.appId)}`,
    `  user flows   ${userFlowsPage(cloud)}`,
    aboutCredential,
    `Start the app with npm start. It is at ${baseUrl}.`,
  ]) {
    output.line(line);
  }
}
