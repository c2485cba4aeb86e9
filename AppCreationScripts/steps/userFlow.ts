import * as z from "zod";
import { AdvisedError } from "../AdvisedError.js";
import { userFlowsPage } from "../adminCenter.js";
import type { Cloud } from "../clouds.js";
import { filtered, type Graph, quoted } from "../graph/Graph.js";
import { GraphError } from "../graph/GraphError.js";
import type { Application } from "./application.js";
import { newUserFlow } from "./newUserFlow.js";
import { registrationTag } from "./registrationTag.js";
import type { Step, StepTools } from "./Step.js";
import { whenReplicated } from "./whenReplicated.js";

interface UserFlowRequest {
  readonly name: string;
  readonly application: Application;
  readonly cloud: Cloud;
}

const userFlow = z.object({
  id: z.string(),
  displayName: z.string(),
  description: z.string().nullish(),
});

export type UserFlow = z.output<typeof userFlow>;

/** Where Graph keeps user flows. */
export const userFlows = "/identity/authenticationEventsFlows";

/** The applications that a flow is for. */
export function includedApplications(flowId: string): string {
  return `${userFlows}/${flowId}/conditions/applications/includeApplications`;
}

/** What the description of a flow says that this command has made. */
export function descriptionOf(name: string): string {
  return `Made by npm run configure: ${registrationTag(name)}`;
}

/** Lets customers sign up and sign in to the application (Graph: externalUsersSelfServiceSignUpEventsFlow). */
export const tieUserFlow: Step<UserFlowRequest, undefined> = {
  title: "User flow",
  doing: "letting customers sign up and sign in with email and password",
  permission: "EventListener.ReadWrite.All",
  roles: ["External ID User Flow Administrator"],
  async run(request, tools) {
    try {
      return { done: await tie(request, tools), result: undefined };
    } catch (error) {
      throw error instanceof GraphError && !request.cloud.ciamHosts
        ? new AdvisedError(`Not every cloud lets Graph make user flows. ${byHand(request.cloud)}`, error)
        : error;
    }
  },
};

async function tie({ name, application: { appId, isNew } }: UserFlowRequest, { graph, wait }: StepTools) {
  const using = await findUserFlowOf(appId, graph);
  if (using) {
    const whose = using.description === descriptionOf(name) ? "found" : "found and left as it is";
    return `${whose}: ${using.displayName}`;
  }
  const all = await graph.list(userFlows, userFlow);
  const [ours] = ownFlows(all, name);
  if (ours) {
    const included = { "@odata.type": "#microsoft.graph.authenticationConditionApplication", appId };
    await whenReplicated(isNew, wait, () => graph.post(includedApplications(ours.id), included, z.unknown()));
    return `updated ${ours.displayName}: it has the application again`;
  }
  const usual = `${name} sign-up and sign-in`;
  // Names of flows are unique in a tenant.
  const displayName = all.some((flow) => flow.displayName === usual) ? `${usual} ${appId}` : usual;
  await whenReplicated(isNew, wait, () =>
    graph.post(userFlows, newUserFlow(displayName, descriptionOf(name), appId), z.unknown()),
  );
  return `made ${displayName}`;
}

/** Finds the flow that an application is in: it can be in one only. */
async function findUserFlowOf(appId: string, graph: Graph): Promise<UserFlow | undefined> {
  const applications = "microsoft.graph.externalUsersSelfServiceSignUpEventsFlow/conditions/applications";
  const filter = `${applications}/includeApplications/any(appId:appId/appId eq ${quoted(appId)})`;
  return (await graph.list(filtered(userFlows, filter), userFlow))[0];
}

/** Finds the flows that this command has made for an app. */
export async function findOwnUserFlows(name: string, graph: Graph): Promise<readonly UserFlow[]> {
  return ownFlows(await graph.list(userFlows, userFlow), name);
}

function ownFlows(flows: readonly UserFlow[], name: string): readonly UserFlow[] {
  return flows.filter(({ description }) => description === descriptionOf(name));
}

function byHand(cloud: Cloud): string {
  return `Make one at ${userFlowsPage(cloud)} and add the application to it.`;
}
