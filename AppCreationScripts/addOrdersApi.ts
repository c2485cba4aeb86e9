import { claimApplication } from "./claimApplication.js";
import { ordersApiNoted, ordersApiSettings } from "./project/apiSettings.js";
import { ordersApiRequester, type Session } from "./session/openSession.js";
import type { RegisteredApp } from "./steps/application/registerApplication.js";
import { applicationIdUri, nameOrdersApi } from "./steps/ordersApi/nameOrdersApi.js";
import { registerOrdersApi } from "./steps/ordersApi/registerOrdersApi.js";
import { requestedScopes, requestScopes } from "./steps/ordersApi/requestScopes.js";
import { perform, type StepNeeds } from "./steps/Step.js";
import { grantAdminConsent } from "./steps/tenant/grantAdminConsent.js";
import { registerServicePrincipal, type ServicePrincipal } from "./steps/tenant/registerServicePrincipal.js";

/** The steps that are the orders API's alone. */
export const ordersApiSteps: readonly StepNeeds[] = [registerOrdersApi, nameOrdersApi, requestScopes];

interface CallingApp {
  readonly name: string;
  readonly application: RegisteredApp;
  readonly servicePrincipal: ServicePrincipal;
  readonly graphOrigin: string;
}

/**
 * Registers the orders API, lets the app call it for everybody, and names its scopes in `.env`. It comes after all that
 * signing in needs, and `.env` names the scopes last: Entra signs nobody in for scopes without consent.
 *
 * @throws StepError
 */
export async function addOrdersApi(
  { name, application, servicePrincipal, graphOrigin }: CallingApp,
  session: Session,
): Promise<void> {
  const requester = ordersApiRequester(session);
  const ordersApi = await perform(registerOrdersApi, { name, ...requester }, session);
  const { appId } = ordersApi;
  const settings = ordersApiNoted;
  await claimApplication({ application: ordersApi, requester, settings, graphOrigin }, session);
  await perform(nameOrdersApi, ordersApi, session);
  const api = await perform(registerServicePrincipal, ordersApi, session);
  await perform(requestScopes, { application, ordersApi }, session);
  await perform(grantAdminConsent, { servicePrincipal, api, permissions: requestedScopes }, session);
  const scopes = requestedScopes.map((scope) => `${applicationIdUri(appId)}/${scope}`);
  await session.project.save((current) => ordersApiSettings(scopes, current));
}
