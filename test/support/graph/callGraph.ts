import * as z from "zod";
import { type FakeGraph, type FakeGraphOptions, startFakeGraph } from "./fakeGraph.js";

const permissions = [
  "Application.ReadWrite.All",
  "DelegatedPermissionGrant.ReadWrite.All",
  "Directory.Read.All",
  "EventListener.ReadWrite.All",
  "Organization.Read.All",
];

/** What the tests of the fake look at in an answer. */
const answerBody = z.looseObject({
  id: z.string().default(""),
  appId: z.string().default(""),
  value: z.array(z.looseObject({ id: z.string().optional() })).default([]),
  "@odata.nextLink": z.string().optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});

export interface GraphCaller {
  readonly graph: FakeGraph;
  /** The access token that calls carry; a test may put another in its place. */
  token: string;
  /** Calls by method and path, such as `POST /applications`. */
  call(
    what: string,
    body?: unknown,
  ): Promise<{ status: number; headers: Headers } & z.output<typeof answerBody>>;
}

/** Starts a fake Graph that stops when the test ends, and somebody who calls it with every permission. */
export async function startGraphCaller(options: FakeGraphOptions = {}): Promise<GraphCaller> {
  const graph = await startFakeGraph(options);
  const caller: GraphCaller = {
    graph,
    token: graph.tokenFor(permissions),
    async call(what, body) {
      const [method = "", path = ""] = what.split(/ (.*)/);
      const answer = await fetch(path.startsWith("http") ? path : `${graph.url}/v1.0${path}`, {
        method,
        headers: { Authorization: `Bearer ${caller.token}`, "Content-Type": "application/json" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      const { status, headers } = answer;
      return { ...answerBody.parse(text === "" ? {} : JSON.parse(text)), status, headers };
    },
  };
  return caller;
}

/** An application, its service principal, and Graph's own service principal. */
export async function registerApplication({ graph, call }: GraphCaller) {
  const application = await call("POST /applications", { displayName: "The app", tags: ["the-tag"] });
  const servicePrincipal = await call("POST /servicePrincipals", { appId: application.appId });
  const resourceId = graph.servicePrincipals[0]?.id ?? "";
  return { id: application.id, appId: application.appId, clientId: servicePrincipal.id, resourceId };
}

/** The body that makes a user flow, for these applications. */
export function userFlowBody(displayName: string, ...appIds: readonly string[]) {
  const prefix = "#microsoft.graph";
  const input = { hidden: false, editable: true, writeToDirectory: true, required: true };
  return {
    "@odata.type": `${prefix}.externalUsersSelfServiceSignUpEventsFlow`,
    displayName,
    conditions: { applications: { includeApplications: appIds.map((appId) => ({ appId })) } },
    onAuthenticationMethodLoadStart: {
      "@odata.type": `${prefix}.onAuthenticationMethodLoadStartExternalUsersSelfServiceSignUp`,
      identityProviders: [{ id: "EmailPassword-OAUTH" }],
    },
    onInteractiveAuthFlowStart: {
      "@odata.type": `${prefix}.onInteractiveAuthFlowStartExternalUsersSelfServiceSignUp`,
      isSignUpAllowed: true,
    },
    onAttributeCollection: {
      "@odata.type": `${prefix}.onAttributeCollectionExternalUsersSelfServiceSignUp`,
      attributes: [{ id: "email" }],
      attributeCollectionPage: {
        views: [
          {
            inputs: [
              { attribute: "email", label: "Email", inputType: "text", validationRegEx: "^.*", ...input },
            ],
          },
        ],
      },
    },
  };
}
