import { graphApplicationPermissions, graphPermissions } from "../applications/permissions.js";
import { apiOf, isGraph, openidScopes, scopeName } from "../tokens/scopes.js";
import { type Names, namesSchema } from "./configurationNames.js";

/** Something that the configuration says and that does not fit. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Returns the faults of what refers to something else in the configuration, or has the name of something else. */
export function referenceFaults(configuration: unknown): Fault[] {
  const { data: names } = namesSchema.safeParse(configuration);
  if (!names) {
    return [];
  }
  const { applications, groups, users, userFlows } = names;
  return [
    ...repeated(applications, ({ clientId }) => [clientId], "applications", "is another application's, too"),
    ...repeated(
      applications,
      ({ api }) => api?.identifierUris ?? [],
      "applications",
      "has an Application ID URI of another application",
    ),
    ...repeated(users, ({ id }) => [id ?? ""], "users", "has the id of another person"),
    ...repeated(users, ({ email }) => [email], "users", "has the email address of another person"),
    ...repeated(groups, ({ id }) => [id], "groups", "has the id of another group"),
    ...repeated(
      userFlows,
      (flow) => flow.applications,
      "userFlows",
      "has an application of another user flow",
    ),
    ...faultsOfScopes(names),
    ...faultsOfAppRoles(names),
    ...faultsOfAssignments(names),
  ];
}

/** The later ones of those that have the same name. */
function repeated<Item>(
  items: readonly Item[],
  namesOf: (item: Item) => readonly string[],
  place: string,
  message: string,
): Fault[] {
  const owners = new Map<string, number>();
  return items.flatMap((item, index) => {
    const taken = namesOf(item).some((name) => name !== "" && (owners.get(name) ?? index) !== index);
    for (const name of namesOf(item)) {
      owners.set(name, owners.get(name) ?? index);
    }
    return taken ? [{ path: [place, index], message }] : [];
  });
}

function faultsOfScopes({ applications }: Names): Fault[] {
  const apis = new Map(
    applications.flatMap(({ clientId, api }) =>
      api ? [`api://${clientId}`, ...api.identifierUris].map((name) => [name, api.scopes] as const) : [],
    ),
  );
  const known = (permission: string) => {
    const [api, name] = [apiOf(permission), scopeName(permission)];
    return (isGraph(api) ? [...graphPermissions, ...openidScopes] : apis.get(api))?.includes(name);
  };
  return applications.flatMap(({ permissions, api }, index) => [
    ...permissions.flatMap((permission, position) =>
      permission === "" || known(permission)
        ? []
        : [
            {
              path: ["applications", index, "permissions", position],
              message: "names no scope of an API of this tenant",
            },
          ],
    ),
    ...(api?.preAuthorizedApplications ?? []).flatMap(({ scopes }, position) =>
      scopes.every((scope) => api?.scopes.includes(scope))
        ? []
        : [
            {
              path: ["applications", index, "api", "preAuthorizedApplications", position, "scopes"],
              message: "names a scope that the API does not have",
            },
          ],
    ),
  ]);
}

/** App roles are named by their API, as scopes are. */
function faultsOfAppRoles({ applications }: Names): Fault[] {
  const roles = new Map(
    applications.flatMap(({ clientId, api, appRoles }) =>
      [`api://${clientId}`, ...(api?.identifierUris ?? [])].map(
        (name) => [name, api ? appRoles : []] as const,
      ),
    ),
  );
  const known = (permission: string) => {
    const [api, name] = [apiOf(permission), scopeName(permission)];
    return (isGraph(api) ? graphApplicationPermissions : roles.get(api))?.includes(name);
  };
  return applications.flatMap(({ applicationPermissions }, index) =>
    applicationPermissions.flatMap((permission, position) =>
      permission === "" || known(permission)
        ? []
        : [
            {
              path: ["applications", index, "applicationPermissions", position],
              message: "names no app role of an API of this tenant",
            },
          ],
    ),
  );
}

function faultsOfAssignments({ applications, groups, users, userFlows }: Names): Fault[] {
  const roles = new Map(applications.map(({ clientId, appRoles }) => [clientId, appRoles]));
  const groupIds = new Set(groups.map(({ id }) => id));
  const faultsOf = (place: string, items: readonly { appRoleAssignments: Record<string, string[]> }[]) =>
    items.flatMap(({ appRoleAssignments }, index) =>
      Object.entries(appRoleAssignments).flatMap(([id, assigned]) => {
        const path = [place, index, "appRoleAssignments", id];
        const known = roles.get(id.toLowerCase());
        if (!known) {
          return [{ path, message: "is no application of this tenant" }];
        }
        return assigned.every((role) => known.includes(role))
          ? []
          : [{ path, message: "names an app role that the application does not have" }];
      }),
    );
  return [
    ...faultsOf("users", users),
    ...faultsOf("groups", groups),
    ...users.flatMap(({ groups: ids }, index) =>
      ids.every((id) => groupIds.has(id.toLowerCase()))
        ? []
        : [{ path: ["users", index, "groups"], message: "names a group that the tenant does not have" }],
    ),
    ...userFlows.flatMap(({ applications: ids }, index) =>
      ids.every((id) => roles.has(id.toLowerCase()))
        ? []
        : [{ path: ["userFlows", index, "applications"], message: "names no application of this tenant" }],
    ),
  ];
}
