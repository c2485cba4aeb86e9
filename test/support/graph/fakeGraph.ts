import { randomUUID } from "node:crypto";
import { neverAnswer, startLocalServer } from "../network/localServer.js";
import type { CredentialPolicy } from "./directory/credentialPolicy.js";
import {
  Directory,
  type PermissionGrant,
  type ServicePrincipal,
  type StoredApplication,
  type Tenant,
} from "./directory/directory.js";
import { type Failure, Faults } from "./faults.js";
import { AccessTokens } from "./protocol/accessTokens.js";
import { type GraphRequest, graphListener } from "./protocol/graphListener.js";
import { applicationCredentialRoutes } from "./routes/applicationCredentials.js";
import { applicationOwnerRoutes } from "./routes/applicationOwners.js";
import { applicationRoutes } from "./routes/applications.js";
import { organizationRoutes } from "./routes/organization.js";
import { permissionGrantRoutes } from "./routes/permissionGrants.js";
import { servicePrincipalRoutes } from "./routes/servicePrincipals.js";
import { userFlowApplicationRoutes } from "./routes/userFlowApplications.js";
import type { UserFlow } from "./routes/userFlowBody.js";
import { userFlowRoutes } from "./routes/userFlows.js";

export interface FakeGraphOptions {
  /** Contoso's external tenant if nothing is said. */
  readonly tenant?: Tenant;
  /** Objects on a page of a list; 100 if nothing is said. */
  readonly pageSize?: number;
  /** Where the keys of JWT access tokens are, and for whom the tokens have to be. */
  readonly jwks?: string;
  readonly audience?: string;
}

/** Microsoft Graph v1.0 as far as this project calls it: one tenant, in memory, over HTTP. */
export interface FakeGraph {
  readonly url: string;
  /** The requests so far, those that failed included. */
  readonly requests: readonly GraphRequest[];
  /** Object id of the administrator of `tokenFor`. */
  readonly administratorId: string;
  /** Object id of the administration application of `applicationTokenFor`. */
  readonly administrationAppId: string;
  /** The administrator's roles in Entra; Global Administrator until a test says otherwise. */
  roles: readonly string[];
  /** What the tenant allows of credentials. */
  readonly credentialPolicy: CredentialPolicy;
  /** Everything in the tenant, also what Graph does not find yet. */
  readonly applications: readonly StoredApplication[];
  readonly servicePrincipals: readonly ServicePrincipal[];
  readonly grants: readonly PermissionGrant[];
  readonly userFlows: readonly UserFlow[];
  /** An access token with these delegated permissions, such as `Application.ReadWrite.All`. */
  tokenFor(permissions: readonly string[]): string;
  /** An access token with these application permissions. */
  applicationTokenFor(permissions: readonly string[]): string;
  /** Makes the n-th call fail, counted from 1; before it takes effect, or after. */
  failCall(number: number, failure: Failure, when?: "before" | "after"): void;
  failNextCalls(count: number, failure: Failure, when?: "before" | "after"): void;
  /** Takes away the service principals of all applications, as somebody else can. */
  forgetServicePrincipals(): void;
  /** Answers the next calls with 429. */
  throttle(count: number, retryAfterSeconds: number): void;
  /** Lets no request find a new object until so many have looked for it; 0 is as if time had passed for all of them. */
  appearAfter(requests: number): void;
}

const contoso: Tenant = {
  id: "aaaabbbb-0000-4ccc-8ddd-eeeeffff0000",
  initialDomain: "contoso.onmicrosoft.com",
  tenantType: "CIAM",
};

/** Starts a Graph that stops when the test ends. */
export async function startFakeGraph(options: FakeGraphOptions = {}): Promise<FakeGraph> {
  const { tenant = contoso, pageSize = 100, jwks, audience = "https://graph.microsoft.com" } = options;
  const directory = new Directory(tenant, pageSize);
  const tokens = new AccessTokens(audience, jwks);
  const faults = new Faults();
  const requests: GraphRequest[] = [];
  const administratorId = randomUUID();
  const administrationAppId = randomUUID();
  const routes = [
    organizationRoutes,
    applicationRoutes,
    applicationCredentialRoutes,
    applicationOwnerRoutes,
    servicePrincipalRoutes,
    permissionGrantRoutes,
    userFlowRoutes,
    userFlowApplicationRoutes,
  ].flatMap((routesOf) => routesOf(directory));
  const server = await startLocalServer(neverAnswer);
  const { url } = server;
  server.answer = graphListener({ url, directory, routes, tokens, faults, requests });
  return {
    url,
    requests,
    administratorId,
    administrationAppId,
    get roles() {
      return directory.administrator.roles;
    },
    set roles(roles) {
      directory.administrator.roles = roles;
    },
    credentialPolicy: directory.credentialPolicy,
    applications: directory.applications.all,
    servicePrincipals: directory.servicePrincipals.all,
    grants: directory.grants.all,
    userFlows: directory.userFlows.all,
    tokenFor: (permissions) => tokens.issue({ id: administratorId, permissions: new Set(permissions) }),
    applicationTokenFor: (permissions) =>
      tokens.issue({ id: administrationAppId, permissions: new Set(permissions), appOnly: true }),
    failCall: (number, failure, when = "before") => faults.failCall(number, { failure, when }),
    failNextCalls: (count, failure, when = "before") => faults.failNextCalls(count, { failure, when }),
    forgetServicePrincipals() {
      for (const { appId } of directory.applications.all) {
        const made = directory.servicePrincipals.all.find((object) => object.appId === appId);
        if (made) {
          directory.removeServicePrincipal(made);
        }
      }
    },
    throttle: (count, retryAfterSeconds) =>
      faults.failNextCalls(count, { failure: 429, when: "before", retryAfterSeconds }),
    appearAfter: (count) => directory.replication.lagBy(count),
  };
}
