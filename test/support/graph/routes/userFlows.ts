import { randomUUID } from "node:crypto";
import { rolesFor } from "../administrator.js";
import type { Directory } from "../directory/directory.js";
import { readUserFlows, writeUserFlows } from "../permissions.js";
import { alreadyThere } from "../protocol/graphFault.js";
import { type GraphCall, type GraphRoute, noContent } from "../protocol/graphRoute.js";
import { entity, type Filter, filterBy, page } from "../protocol/odata.js";
import { parseBody } from "../protocol/requestBody.js";
import { requireFreeApplication } from "./userFlowApplications.js";
import { newUserFlow, type UserFlow, userFlowChanges } from "./userFlowBody.js";

const context = "identity/authenticationEventsFlows";

const filters: readonly Filter<UserFlow>[] = [
  {
    text: "microsoft.graph.externalUsersSelfServiceSignUpEventsFlow/conditions/applications/includeApplications/any(appId:appId/appId eq '…')",
    matches: ({ includeApplications }, value) => includeApplications.has(value),
  },
  { text: "displayName eq '…'", matches: ({ displayName }, value) => displayName === value },
];

/** `/identity/authenticationEventsFlows` (Graph v1.0: authenticationEventsFlow). */
export function userFlowRoutes(directory: Directory): GraphRoute[] {
  const roles = rolesFor.userFlows;
  return [
    {
      method: "GET",
      path: `/${context}`,
      permissions: readUserFlows,
      roles,
      handle: (call) => {
        const found = directory.userFlows.list(filterBy(call, filters, "authenticationEventsFlow"));
        return page(
          call,
          context,
          found.map((flow) => answerOf(call, flow)),
          directory.pageSize,
        );
      },
    },
    {
      method: "POST",
      path: `/${context}`,
      permissions: writeUserFlows,
      roles,
      handle: (call) => {
        const { conditions, ...body } = parseBody(newUserFlow, "authenticationEventsFlow", call.body);
        requireFreeName(directory, body.displayName);
        const appIds = conditions?.applications.includeApplications.map(({ appId }) => appId) ?? [];
        for (const appId of appIds) {
          requireFreeApplication(directory, appId);
        }
        const flow = directory.userFlows.add({
          id: randomUUID(),
          ...body,
          includeApplications: new Set(appIds),
        });
        return entity(call, 201, context, creationAnswerOf(flow));
      },
    },
    {
      method: "GET",
      path: `/${context}/:id`,
      permissions: readUserFlows,
      roles,
      handle: (call) => {
        return entity(call, 200, context, answerOf(call, directory.userFlows.get(call.parameter("id"))));
      },
    },
    {
      method: "PATCH",
      path: `/${context}/:id`,
      permissions: writeUserFlows,
      roles,
      handle: (call) => {
        const flow = directory.userFlows.get(call.parameter("id"));
        const changes = parseBody(userFlowChanges, "authenticationEventsFlow", call.body);
        if (changes.displayName !== undefined && changes.displayName !== flow.displayName) {
          requireFreeName(directory, changes.displayName);
        }
        Object.assign(flow, changes);
        return noContent;
      },
    },
    {
      method: "DELETE",
      path: `/${context}/:id`,
      permissions: writeUserFlows,
      roles,
      handle: (call) => {
        directory.userFlows.remove(directory.userFlows.get(call.parameter("id")));
        return noContent;
      },
    },
  ];
}

function requireFreeName(directory: Directory, displayName: string): void {
  if (directory.userFlows.all.some((flow) => flow.displayName === displayName)) {
    throw alreadyThere(`A user flow with the display name '${displayName}' already exists.`);
  }
}

/** The flow as Graph shows it. */
function answerOf(call: GraphCall, { includeApplications, ...flow }: UserFlow) {
  const navigation = `${context}('${flow.id}')/conditions/applications/includeApplications`;
  return {
    ...flow,
    description: flow.description ?? null,
    priority: flow.priority ?? 500,
    conditions: {
      applications: {
        includeAllApplications: false,
        "includeApplications@odata.context": `${call.url.origin}/v1.0/$metadata#${navigation}`,
        includeApplications: [...includeApplications].map((appId) => ({ appId })),
      },
    },
  };
}

/** The answer to its creation has neither the applications nor the identity providers, which are objects of their own. */
function creationAnswerOf({ includeApplications, ...flow }: UserFlow) {
  const { "@odata.type": type } = flow.onAuthenticationMethodLoadStart;
  return {
    ...flow,
    description: flow.description ?? null,
    priority: flow.priority ?? 500,
    conditions: { applications: { includeAllApplications: false } },
    onAuthenticationMethodLoadStart: { "@odata.type": type },
  };
}
