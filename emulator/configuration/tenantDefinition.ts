import type { Application } from "../applications/application.js";
import { type EmulatorClient, webApplication } from "../applications/client.js";
import type { Group } from "../directory/groups.js";
import { type ReadyMadeUser, readyMadeUsers } from "../directory/readyMadeUsers.js";
import type { UserFlow } from "../directory/userFlows.js";
import { readyMadeNames, type TenantNames } from "../tenant.js";
import { customaryLifetimes, type TokenLifetimes } from "../tokens/tokenLifetimes.js";
import type { CompleteConfiguration } from "./configurationSchema.js";
import { applicationOf, userOf } from "./definitionParts.js";

/** All that is configured in a tenant. */
export interface TenantDefinition {
  readonly names: TenantNames;
  readonly applications: readonly Application[];
  readonly users: readonly ReadyMadeUser[];
  readonly groups: readonly Group[];
  readonly userFlows: readonly UserFlow[];
  /** The authentication contexts, each with whether it wants a second factor; undefined: all do, and all are known. */
  readonly authenticationContexts?: ReadonlyMap<string, { readonly secondFactor: boolean }>;
  readonly lifetimes: TokenLifetimes;
}

/** The tenant that is emulated if no file configures one. */
export function readyMadeTenant(clients: readonly EmulatorClient[]): TenantDefinition {
  return {
    names: readyMadeNames,
    applications: clients.map(webApplication),
    users: readyMadeUsers,
    groups: [],
    userFlows: [],
    lifetimes: customaryLifetimes,
  };
}

/** Returns the tenant that a configuration describes. */
export function definitionOf(configuration: CompleteConfiguration): TenantDefinition {
  const { tenant, applications, users, groups, userFlows, authenticationContexts, tokenLifetimes } =
    configuration;
  const assignmentsOfGroups = new Map(groups.map(({ id, appRoleAssignments }) => [id, appRoleAssignments]));
  return {
    names: { id: tenant.id, domain: `${tenant.subdomain}.onmicrosoft.com`, displayName: tenant.displayName },
    applications: applications.map(applicationOf),
    users: users.map((user) => userOf(user, assignmentsOfGroups)),
    groups: groups.map(({ id, displayName, appRoleAssignments }) => ({
      id,
      displayName,
      assignments: appRoleAssignments,
    })),
    userFlows,
    ...(authenticationContexts
      ? {
          authenticationContexts: new Map(
            authenticationContexts.map(({ id, requires }) => [id, { secondFactor: requires === "mfa" }]),
          ),
        }
      : {}),
    lifetimes: tokenLifetimes,
  };
}

/** Returns the tenant with these web apps, unless it has applications of their ids. */
export function withClients(
  definition: TenantDefinition,
  clients: readonly EmulatorClient[],
): TenantDefinition {
  const configured = new Set(definition.applications.map(({ clientId }) => clientId));
  const more = clients.filter(({ clientId }) => !configured.has(clientId)).map(webApplication);
  return { ...definition, applications: [...definition.applications, ...more] };
}
