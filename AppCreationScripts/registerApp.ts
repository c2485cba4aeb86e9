import { applicationPage, type Cloud, userFlowsPage } from "./clouds.js";
import type { ConfigureArguments } from "./commandLine/parseOptions.js";
import { rehearsedRegistration } from "./dryRun/rehearsedAnswers.js";
import { applicationSettings, appSettings, type CredentialSetting } from "./project/appSettings.js";
import type { CommandTools } from "./session/commandTools.js";
import { openSession, type Session } from "./session/openSession.js";
import { addOwner } from "./steps/application/addOwner.js";
import { noteApplication } from "./steps/application/noteApplication.js";
import { type Application, registerApplication } from "./steps/application/registerApplication.js";
import { ensureCertificate } from "./steps/credential/ensureCertificate.js";
import { ensureCredential } from "./steps/credential/ensureCredential.js";
import { ensureSecret } from "./steps/credential/ensureSecret.js";
import { perform, permissionsFor, type StepNeeds } from "./steps/Step.js";
import { findTenant } from "./steps/tenant/findTenant.js";
import { grantAdminConsent } from "./steps/tenant/grantAdminConsent.js";
import { registerServicePrincipal } from "./steps/tenant/registerServicePrincipal.js";
import { tieUserFlow } from "./steps/userFlow/tieUserFlow.js";

/** The steps that need permissions of people who register an app. */
export const registrationSteps: readonly StepNeeds[] = [
  findTenant,
  registerApplication,
  addOwner,
  registerServicePrincipal,
  ensureSecret,
  ensureCertificate,
  grantAdminConsent,
  tieUserFlow,
];

/** The permissions that registering an app in a cloud needs, as people are asked for them when they sign in. */
export function registrationPermissions({ externalTenants }: Cloud): readonly string[] {
  return permissionsFor(registrationSteps.filter((step) => externalTenants || step !== tieUserFlow));
}

/**
 * Registers the app in a tenant and writes `.env`, so that the app signs people in there. It finds and completes what is
 * there already; nothing is made twice.
 *
 * @throws StepError, SignInError
 */
export async function registerApp(options: ConfigureArguments, tools: CommandTools): Promise<void> {
  const { name, graph, environment, "base-url": baseUrl } = options;
  const { cloud, output } = tools;
  if (!cloud.externalTenants) {
    output.line(
      `External tenants are in the Global cloud alone. In ${environment} this is for a workforce tenant,`,
    );
    output.line("whose own people sign in: it gets no user flow, and nobody signs up.");
  }
  const session = await openSession(options, tools, registrationPermissions(cloud), rehearsedRegistration);
  const tenant = await perform(findTenant, cloud, session);
  const { project, requester } = session;
  const application = await perform(registerApplication, { name, baseUrl, graph, ...requester }, session);
  await claim(application, cloud, session);
  const servicePrincipal = await perform(registerServicePrincipal, application, session);
  const registration = { cloud, tenant, appId: application.appId, baseUrl };
  const save = (credential: CredentialSetting | undefined) =>
    project.save((current) => appSettings(registration, credential, current));
  const aboutCredential = await ensureCredential(options, { application, project, save }, session);
  await perform(grantAdminConsent, { servicePrincipal, graph }, session);
  if (cloud.externalTenants) {
    await perform(tieUserFlow, { name, appId: application.appId, servicePrincipal }, session);
  }
  if (options["dry-run"]) {
    return;
  }
  for (const line of [
    "",
    `${name} is registered in ${tenant.initialDomain}.`,
    `  application  ${applicationPage(cloud, application.appId)}`,
    ...(cloud.externalTenants ? [`  user flows   ${userFlowsPage(cloud)}`] : []),
    aboutCredential,
    `Start the app with npm start. It is at ${baseUrl}.`,
  ]) {
    output.line(line);
  }
}

/**
 * Makes sure that the next run knows the application as its own, before anything else can fail: `.env` names it, and the
 * administrator is an owner of it.
 */
async function claim(application: Application, { graphOrigin }: Cloud, session: Session): Promise<void> {
  const { project, requester } = session;
  try {
    if (application.appId !== requester.knownAppId) {
      const save = () => project.save((current) => applicationSettings(application.appId, current));
      await perform(noteApplication, { application, save }, session);
    }
  } finally {
    await perform(addOwner, { application, owner: requester.administratorId, graphOrigin }, session);
  }
}
