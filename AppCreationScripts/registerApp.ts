import { addOrdersApi, ordersApiSteps } from "./addOrdersApi.js";
import { claimApplication } from "./claimApplication.js";
import { applicationPage, type Cloud, userFlowsPage } from "./clouds.js";
import type { ConfigureArguments } from "./commandLine/parseOptions.js";
import { rehearsedRegistration } from "./dryRun/rehearsedAnswers.js";
import { ordersApiUrl, scopeSettings } from "./project/apiSettings.js";
import { applicationSettings, appSettings, type CredentialSetting } from "./project/appSettings.js";
import type { CommandTools } from "./session/commandTools.js";
import { openSession } from "./session/openSession.js";
import { addOwner } from "./steps/application/addOwner.js";
import { registerApplication } from "./steps/application/registerApplication.js";
import { permissionsOf } from "./steps/application/registration.js";
import { ensureCertificate } from "./steps/credential/ensureCertificate.js";
import { ensureCredential } from "./steps/credential/ensureCredential.js";
import { ensureSecret } from "./steps/credential/ensureSecret.js";
import { ensureVaultCertificate } from "./steps/keyVault/ensureVaultCertificate.js";
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
  ensureVaultCertificate,
  grantAdminConsent,
  tieUserFlow,
  ...ordersApiSteps,
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
  const { name, graph, groups, environment, "base-url": baseUrl } = options;
  const { cloud, output } = tools;
  if (!cloud.externalTenants) {
    output.line(
      `External tenants are in the Global cloud alone. In ${environment} this is for a workforce tenant,`,
    );
    output.line("whose own people sign in: it gets no user flow, and nobody signs up.");
  }
  const session = await openSession(
    options,
    tools,
    registrationPermissions(cloud),
    rehearsedRegistration(name),
  );
  const tenant = await perform(findTenant, cloud, session);
  const { project, requester } = session;
  const request = { name, baseUrl, graph, groups, ...requester };
  const application = await perform(registerApplication, request, session);
  const { graphOrigin } = cloud;
  const settings = applicationSettings;
  await claimApplication({ application, requester, settings, graphOrigin }, session);
  const servicePrincipal = await perform(registerServicePrincipal, application, session);
  const registration = { cloud, tenant, appId: application.appId, baseUrl };
  const save = (credential: CredentialSetting | undefined) =>
    project.save((current) => appSettings(registration, credential, current));
  const credentialRequest = { application, project, save, createKeyPair: tools.createKeyPair };
  const aboutCredential = await ensureCredential(options, credentialRequest, session);
  await perform(grantAdminConsent, { servicePrincipal, permissions: permissionsOf({ graph }) }, session);
  if (graph) {
    await project.save((current) => scopeSettings(["User.Read"], current));
  }
  if (cloud.externalTenants) {
    await perform(tieUserFlow, { name, appId: application.appId, servicePrincipal }, session);
  }
  if (options.api) {
    await addOrdersApi({ name, application, servicePrincipal, graphOrigin }, session);
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
    ...(options.api ? [`Start the API with npm run orders-api. By itself it is at ${ordersApiUrl}.`] : []),
    session.vault
      ? `The app is told the settings where it runs. It is at ${baseUrl}.`
      : `Start the app with npm start. It is at ${baseUrl}.`,
  ]) {
    output.line(line);
  }
}
