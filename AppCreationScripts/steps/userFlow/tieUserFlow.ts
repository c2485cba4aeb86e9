import * as z from "zod";
import { filtered, type Graph, quoted } from "../../graph/Graph.js";
import { GraphError } from "../../graph/GraphError.js";
import { registrationTag } from "../application/registrationTag.js";
import type { Step, StepTools } from "../Step.js";
import type { ServicePrincipal } from "../tenant/registerServicePrincipal.js";
import { saysUnknown, whenReplicated } from "../whenReplicated.js";
import { newUserFlow } from "./newUserFlow.js";

interface UserFlowRequest {
  readonly name: string;
  /** The client id of the application, and what it is in the tenant. */
  readonly appId: string;
  readonly servicePrincipal: ServicePrincipal;
}

const userFlow = z.object({
  id: z.string(),
  displayName: z.string(),
  description: z.string().nullish(),
});

export type UserFlow = z.output<typeof userFlow>;

/** The path at which Graph keeps user flows. */
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
  permissions: ["EventListener.ReadWrite.All"],
  roles: ["External ID User Flow Administrator"],
  async run(request, tools) {
    return { done: await tie(request, tools), result: undefined };
  },
};

async function tie({ name, appId, servicePrincipal }: UserFlowRequest, { graph, wait }: StepTools) {
  const using = await findUserFlowOf(appId, graph);
  if (using) {
    const whose = using.description === descriptionOf(name) ? "found" : "found and left as it is";
    return `${whose}: ${using.displayName}`;
  }
  const post = (path: string, body: object) =>
    whenReplicated(servicePrincipal.isNew, wait, () => graph.post(path, body, z.unknown()), mayBeUnknown);
  const all = await graph.list(userFlows, userFlow);
  const [ours] = ownFlows(all, name);
  if (ours) {
    const included = { "@odata.type": "#microsoft.graph.authenticationConditionApplication", appId };
    await post(includedApplications(ours.id), included);
    return `updated ${ours.displayName}: it has the application again`;
  }
  const usual = `${name} sign-up and sign-in`;
  // Names of flows are unique in a tenant.
  const displayName = all.some((flow) => flow.displayName === usual) ? `${usual} ${appId}` : usual;
  await post(userFlows, newUserFlow(displayName, descriptionOf(name), appId));
  return `made ${displayName}`;
}

/** How Graph refuses an application here whose service principal it does not know yet is not documented. */
function mayBeUnknown(error: unknown): boolean {
  return saysUnknown(error) || (error instanceof GraphError && error.status === 400);
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
