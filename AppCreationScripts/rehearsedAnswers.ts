import type { RehearsedAnswers } from "./graph/rehearseGraph.js";
import { applicationsTagged } from "./steps/application.js";
import { certificatesOf } from "./steps/certificate.js";
import { microsoftGraph } from "./steps/registration.js";
import { servicePrincipalsOf } from "./steps/servicePrincipal.js";
import { descriptionOf, includedApplications, userFlows } from "./steps/userFlow.js";

const application = { id: "<object id of the application>", appId: "<application id>" };
const servicePrincipal = { id: "<object id of the service principal>" };
const flowId = "<id of the user flow>";

/** A tenant in which nothing is registered yet. */
export const rehearsedRegistration: RehearsedAnswers = {
  "GET /organization": [
    { id: "<tenant id>", verifiedDomains: [{ name: "<tenant>.onmicrosoft.com", isInitial: true }] },
  ],
  "POST /applications": application,
  "POST /servicePrincipals": servicePrincipal,
  [`POST /applications/${application.id}/addPassword`]: { keyId: "<key id>", secretText: "<client secret>" },
  [`GET ${certificatesOf(application.id)}`]: { keyCredentials: [] },
  [`GET ${servicePrincipalsOf(microsoftGraph)}`]: [
    { id: "<object id of Microsoft Graph's service principal>" },
  ],
};

/** A tenant in which everything of an app is registered. */
export function rehearsedRemoval(name: string): RehearsedAnswers {
  return {
    [`GET ${applicationsTagged(name)}`]: [{ ...application, displayName: name }],
    [`GET ${certificatesOf(application.id)}`]: { keyCredentials: [] },
    [`GET ${servicePrincipalsOf(application.appId)}`]: [servicePrincipal],
    [`GET ${userFlows}`]: [{ id: flowId, displayName: "<name>", description: descriptionOf(name) }],
    [`GET ${includedApplications(flowId)}`]: [{ appId: application.appId }],
  };
}
