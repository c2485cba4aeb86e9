import { dayOf } from "../src/credentials/dayOf.js";
import { applicationPage, userFlowsPage } from "./adminCenter.js";
import type { CommandTools } from "./commandTools.js";
import type { ConfigureArguments } from "./parseOptions.js";
import { appSettings, type CredentialSetting } from "./project/appSettings.js";
import { rehearsedRegistration } from "./rehearsedAnswers.js";
import { openSession } from "./session.js";
import { grantAdminConsent } from "./steps/adminConsent.js";
import { registerApplication } from "./steps/application.js";
import { ensureCertificate } from "./steps/certificate.js";
import { addOwner } from "./steps/owner.js";
import { perform } from "./steps/Step.js";
import { ensureSecret } from "./steps/secret.js";
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
  const { name, graph, certificate, "base-url": baseUrl, "secret-months": months } = options;
  const { cloud, output } = tools;
  const session = await openSession(options, tools, rehearsedRegistration);
  const tenant = await perform(findTenant, undefined, session);
  const application = await perform(registerApplication, { name, baseUrl, graph }, session);
  const servicePrincipal = await perform(registerServicePrincipal, application, session);
  const owner = { application, owner: session.administratorId, graphOrigin: cloud.graphOrigin };
  await perform(addOwner, owner, session);
  const { project } = session;
  const registration = { cloud, tenant, appId: application.appId, baseUrl };
  const save = (credential: CredentialSetting) =>
    project.save(appSettings(registration, credential, project.variables));
  const request = { application, project, save };
  const { kind, expires } = certificate
    ? await perform(ensureCertificate, request, session)
    : await perform(ensureSecret, { ...request, months }, session);
  await perform(grantAdminConsent, { servicePrincipal, graph }, session);
  await perform(tieUserFlow, { name, application, cloud }, session);
  if (options["dry-run"]) {
    return;
  }
  for (const line of [
    "",
    `${name} is registered in ${tenant.initialDomain}.`,
    `  application  ${applicationPage(cloud, application.appId)}`,
    `  user flows   ${userFlowsPage(cloud)}`,
    `The ${kind} is good until ${dayOf(expires)}. This command makes a new one when it is run shortly before then.`,
    `Start the app with npm start. It is at ${baseUrl}.`,
  ]) {
    output.line(line);
  }
}
