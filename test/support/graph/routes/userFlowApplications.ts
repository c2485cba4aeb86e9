import { rolesFor } from "../administrator.js";
import type { Directory } from "../directory/directory.js";
import { readUserFlows, writeUserFlows } from "../permissions.js";
import { badRequest, notFound } from "../protocol/graphFault.js";
import { type GraphRoute, noContent } from "../protocol/graphRoute.js";
import { entity, page } from "../protocol/odata.js";
import { parseBody } from "../protocol/requestBody.js";
import { includedApplication } from "./userFlowBody.js";

const path = "/identity/authenticationEventsFlows/:id/conditions/applications/includeApplications";

/** The applications of a user flow (Graph v1.0: authenticationConditionsApplications). */
export function userFlowApplicationRoutes(directory: Directory): GraphRoute[] {
  const roles = rolesFor.userFlows;
  return [
    {
      method: "GET",
      path,
      permissions: readUserFlows,
      roles,
      handle: (call) => {
        const { includeApplications } = directory.userFlows.get(call.parameter("id"));
        const applications = [...includeApplications].map((appId) => ({ appId }));
        return page(call, path.slice(1), applications, directory.pageSize);
      },
    },
    {
      method: "POST",
      path,
      permissions: writeUserFlows,
      roles,
      handle: (call) => {
        const flow = directory.userFlows.get(call.parameter("id"));
        const { appId } = parseBody(includedApplication, "authenticationConditionApplication", call.body);
        requireFreeApplication(directory, appId);
        flow.includeApplications.add(appId);
        return entity(call, 201, path.slice(1), { appId });
      },
    },
    {
      method: "DELETE",
      path: `${path}/:appId`,
      permissions: writeUserFlows,
      roles,
      handle: (call) => {
        const appId = call.parameter("appId");
        if (!directory.userFlows.get(call.parameter("id")).includeApplications.delete(appId)) {
          throw notFound(appId);
        }
        return noContent;
      },
    },
  ];
}

/**
 * Throws GraphFault if an application cannot be put into a flow: it has no service principal in the tenant, or it is
 * in a flow already.
 */
export function requireFreeApplication(directory: Directory, appId: string): void {
  if (directory.servicePrincipals.list((candidate) => candidate.appId === appId).length === 0) {
    throw badRequest(`The application '${appId}' has no service principal in the tenant.`);
  }
  if (directory.userFlows.all.some(({ includeApplications }) => includeApplications.has(appId))) {
    throw badRequest(`The application '${appId}' is linked to a user flow already.`);
  }
}
