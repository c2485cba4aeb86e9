import { applicationsTagged } from "../steps/application/findApplication.js";
import { ownersOf } from "../steps/application/owners.js";
import { microsoftGraph } from "../steps/application/registration.js";
import { ordersApiTag, registrationTag } from "../steps/application/registrationTag.js";
import { certificatesOf } from "../steps/credential/registerCertificate.js";
import { ordersApiOf } from "../steps/ordersApi/ordersApi.js";
import { servicePrincipalsOf } from "../steps/tenant/registerServicePrincipal.js";
import { descriptionOf, includedApplications, userFlows } from "../steps/userFlow/tieUserFlow.js";
import type { RehearsedAnswers } from "./rehearseGraph.js";

const application = { id: "<object id of the application>", appId: "<application id>" };
const servicePrincipal = { id: "<object id of the service principal>" };
const ordersApi = { id: "<object id of the orders API>", appId: "<application id of the orders API>" };
const ordersApiPrincipal = { id: "<object id of the orders API's service principal>" };
const flowId = "<id of the user flow>";

/** The administrator of a dry run, in which nobody signs in. */
export const rehearsedAdministratorId = "<object id of the administrator>";

/** A tenant in which nothing is registered yet. */
export function rehearsedRegistration(name: string): RehearsedAnswers {
  return {
    "GET /organization": [
      { id: "<tenant id>", verifiedDomains: [{ name: "<tenant>.onmicrosoft.com", isInitial: true }] },
    ],
    "POST /applications": application,
    [`POST /applications ${ordersApiOf(name).displayName}`]: ordersApi,
    "POST /servicePrincipals": servicePrincipal,
    [`POST /servicePrincipals ${ordersApi.appId}`]: ordersApiPrincipal,
    [`POST /applications/${application.id}/addPassword`]: {
      keyId: "<key id>",
      secretText: "<client secret>",
    },
    [`GET ${certificatesOf(application.id)}`]: { keyCredentials: [] },
    [`GET ${servicePrincipalsOf(microsoftGraph)}`]: [
      { id: "<object id of Microsoft Graph's service principal>" },
    ],
  };
}

/** A tenant in which everything of an app is registered. */
export function rehearsedRemoval(name: string): RehearsedAnswers {
  const owners = [{ id: rehearsedAdministratorId }];
  return {
    [`GET ${applicationsTagged(registrationTag(name))}`]: [{ ...application, displayName: name }],
    [`GET ${ownersOf(application.id)}`]: owners,
    [`GET ${certificatesOf(application.id)}`]: { keyCredentials: [] },
    [`GET ${servicePrincipalsOf(application.appId)}`]: [servicePrincipal],
    [`GET ${applicationsTagged(ordersApiTag(name))}`]: [
      { ...ordersApi, displayName: ordersApiOf(name).displayName },
    ],
    [`GET ${ownersOf(ordersApi.id)}`]: owners,
    [`GET ${servicePrincipalsOf(ordersApi.appId)}`]: [ordersApiPrincipal],
    [`GET ${userFlows}`]: [{ id: flowId, displayName: "<name>", description: descriptionOf(name) }],
    [`GET ${includedApplications(flowId)}`]: [{ appId: application.appId }],
  };
}
