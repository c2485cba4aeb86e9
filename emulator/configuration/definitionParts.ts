import type { Application } from "../applications/application.js";
import { objectIdFor } from "../directory/objectId.js";
import type { ReadyMadeUser } from "../directory/readyMadeUsers.js";
import type { CompleteConfiguration } from "./configurationSchema.js";

type Assignments = Readonly<Record<string, readonly string[]>>;

/** Returns the application that this part of a configuration describes. */
export function applicationOf({
  web,
  spa,
  publicClient,
  api,
  appRoles: _offered,
  ...application
}: CompleteConfiguration["applications"][number]): Application {
  return {
    ...application,
    ...(application.secrets[0] === undefined ? {} : { shownSecret: application.secrets[0] }),
    redirectUris: {
      web: web?.redirectUris ?? [],
      spa: spa?.redirectUris ?? [],
      publicClient: publicClient?.redirectUris ?? [],
    },
    implicitGrant: {
      idTokens: web?.implicitGrantSettings.enableIdTokenIssuance ?? false,
      accessTokens: web?.implicitGrantSettings.enableAccessTokenIssuance ?? false,
    },
    ...(web?.logoutUrl === undefined ? {} : { logoutUrl: web.logoutUrl }),
    ...(api
      ? {
          api: {
            ...api,
            preAuthorizedApplications: Object.fromEntries(
              api.preAuthorizedApplications.map(({ clientId, scopes }) => [clientId, scopes]),
            ),
          },
        }
      : {}),
  };
}

/** Returns the person that this part of a configuration describes, with the roles of the person's groups. */
export function userOf(
  { id, password, appRoleAssignments, ...user }: CompleteConfiguration["users"][number],
  assignmentsOfGroups: ReadonlyMap<string, Assignments>,
): ReadyMadeUser {
  const assignments = [
    appRoleAssignments,
    ...user.groups.map((group) => assignmentsOfGroups.get(group) ?? {}),
  ];
  return {
    ...user,
    givenName: user.givenName ?? null,
    surname: user.surname ?? null,
    city: user.city ?? null,
    country: user.country ?? null,
    oid: id ?? objectIdFor(user.email),
    assignments: united(assignments),
    ...(password === undefined ? {} : { password }),
  };
}

function united(all: readonly Assignments[]): Record<string, string[]> {
  const roles: Record<string, string[]> = {};
  for (const [clientId, more] of all.flatMap((assignments) => Object.entries(assignments))) {
    roles[clientId] = [...new Set([...(roles[clientId] ?? []), ...more])];
  }
  return roles;
}
