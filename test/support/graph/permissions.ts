/** Delegated permissions of a work account that suffice for a call: the token must have all of one of these sets. */
export type PermissionSets = readonly (readonly string[])[];

const applicationWrite = ["Application.ReadWrite.All"];
const directoryRead = ["Directory.Read.All"];
const directoryWrite = ["Directory.ReadWrite.All"];

/*
 * As Microsoft publishes them, in its permissions file and on the page of each call; what its file names as `AlsoRequires`
 * belongs to the same set.
 *
 * @see https://github.com/microsoftgraph/microsoft-graph-devx-content (permissions/new/permissions.json)
 */
export const readOrganization: PermissionSets = [
  ["Organization.Read.All"],
  ["Organization.ReadWrite.All"],
  directoryRead,
  directoryWrite,
];
/** Applications, their owners, and service principals. */
export const readApplications: PermissionSets = [
  ["Application.Read.All"],
  applicationWrite,
  directoryRead,
  directoryWrite,
];
export const makeApplications: PermissionSets = [applicationWrite, ["AppRegistration.Create"]];
export const writeApplications: PermissionSets = [applicationWrite];
export const writeSecrets: PermissionSets = [applicationWrite, directoryWrite];
export const writeServicePrincipals: PermissionSets = [applicationWrite, directoryWrite];
export const addOwners: PermissionSets = [
  [...applicationWrite, ...directoryRead],
  [...applicationWrite, ...directoryWrite],
];
export const readGrants: PermissionSets = [
  ["DelegatedPermissionGrant.ReadWrite.All"],
  directoryRead,
  directoryWrite,
];
export const writeGrants: PermissionSets = [["DelegatedPermissionGrant.ReadWrite.All"], directoryWrite];
export const readUserFlows: PermissionSets = [["EventListener.Read.All"], ["EventListener.ReadWrite.All"]];
export const writeUserFlows: PermissionSets = [["EventListener.ReadWrite.All"]];

/** What an application may do with the applications that it owns, and with their service principals. */
const ownedBy = "Application.ReadWrite.OwnedBy";

/** True of an application that may manage those alone that it owns. */
export function managesOwnOnly(permissions: ReadonlySet<string>): boolean {
  return permissions.has(ownedBy) && !permissions.has("Application.ReadWrite.All");
}

/** The permissions with which an application makes a call; whether it owns what it changes, the routes decide. */
export function forCalls(permissions: ReadonlySet<string>): ReadonlySet<string> {
  return managesOwnOnly(permissions) ? new Set([...permissions, ...applicationWrite]) : permissions;
}

/** True if somebody with these permissions may make a call. */
export function suffice(permissions: ReadonlySet<string>, sets: PermissionSets): boolean {
  return sets.some((set) => set.every((permission) => permissions.has(permission)));
}
