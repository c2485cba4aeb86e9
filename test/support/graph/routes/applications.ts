import { randomUUID } from "node:crypto";
import { rolesFor } from "../administrator.js";
import type { Directory, StoredApplication } from "../directory/directory.js";
import { makeApplications, managesOwnOnly, readApplications, writeApplications } from "../permissions.js";
import { accessDenied, GraphFault } from "../protocol/graphFault.js";
import { type GraphCall, type GraphRoute, noContent } from "../protocol/graphRoute.js";
import { entity, type Filter, filterBy, page, select } from "../protocol/odata.js";
import { parseBody } from "../protocol/requestBody.js";
import { mergeApi } from "./apiApplication.js";
import { refuseIdentifierUris, refuseSharedIds } from "./apiRefusals.js";
import {
  type Application,
  applicationChanges,
  mergeWeb,
  newApplication,
  withDefaults,
} from "./applicationBody.js";

const filters: readonly Filter<StoredApplication>[] = [
  { text: "tags/any(t:t eq '…')", matches: ({ tags }, value) => tags.includes(value) },
  { text: "appId eq '…'", matches: ({ appId }, value) => appId === value },
  { text: "displayName eq '…'", matches: ({ displayName }, value) => displayName === value },
];

/** The application of the path, which the administrator may change. Throws GraphFault. */
export function managedApplication(directory: Directory, call: GraphCall): StoredApplication {
  const application = directory.applications.get(call.parameter("id"));
  const isOwner = application.owners.has(call.caller.id);
  if (!isOwner && !mayManageAll(directory, call)) {
    throw accessDenied();
  }
  return application;
}

/** True if the caller may manage all applications, also those of others. */
export function mayManageAll(directory: Directory, { caller }: GraphCall): boolean {
  return caller.appOnly
    ? !managesOwnOnly(caller.permissions)
    : directory.administrator.have(rolesFor.manageApplications);
}

/** `/applications` (Graph v1.0: application). */
export function applicationRoutes(directory: Directory): GraphRoute[] {
  return [
    {
      method: "GET",
      path: "/applications",
      permissions: readApplications,
      handle: (call) => {
        const found = directory.applications.list(filterBy(call, filters, "Application"));
        const answers = found.map((application) => select(call, answerOf(application), "application"));
        return page(call, "applications", answers, directory.pageSize);
      },
    },
    {
      method: "POST",
      path: "/applications",
      permissions: makeApplications,
      roles: rolesFor.makeApplications,
      handle: (call) => {
        const body = parseBody(newApplication, "application", call.body);
        const isDeveloper = !mayManageAll(directory, call);
        const application = {
          id: randomUUID(),
          appId: randomUUID(),
          createdDateTime: new Date().toISOString(),
          // Who may manage no application but their own is made the owner of it.
          owners: new Set(isDeveloper ? [call.caller.id] : []),
          passwordCredentials: [],
          ...withDefaults(body),
        };
        refuseSharedIds(application);
        refuseIdentifierUris(application, directory);
        directory.applications.add(application);
        return entity(call, 201, "applications", answerOf(application));
      },
    },
    {
      method: "GET",
      path: "/applications/:id",
      permissions: readApplications,
      handle: (call) => {
        const application = directory.applications.get(call.parameter("id"));
        const { keyCredentials } = application;
        const answer = answerOf(application);
        const withKeys =
          call.query.get("$select") === "keyCredentials" ? { ...answer, keyCredentials } : answer;
        return entity(call, 200, "applications", select(call, withKeys, "application"));
      },
    },
    {
      method: "PATCH",
      path: "/applications/:id",
      permissions: writeApplications,
      handle: (call) => {
        const application = managedApplication(directory, call);
        const { web, api, ...changes } = parseBody(applicationChanges, "application", call.body);
        for (const { startDateTime, endDateTime } of changes.keyCredentials ?? []) {
          directory.credentialPolicy.requireLifetime(startDateTime, endDateTime);
        }
        refuseToDrop(application.appRoles, changes.appRoles);
        refuseToDrop(application.api.oauth2PermissionScopes, api?.oauth2PermissionScopes);
        const merged = { web: mergeWeb(application.web, web), api: mergeApi(application.api, api) };
        const { appId, id, identifierUris, appRoles } = { ...application, ...changes };
        refuseSharedIds({ api: merged.api, appRoles: appRoles ?? [] });
        refuseIdentifierUris({ appId, id, identifierUris: identifierUris ?? [] }, directory);
        Object.assign(application, changes, merged);
        return noContent;
      },
    },
    {
      method: "DELETE",
      path: "/applications/:id",
      permissions: writeApplications,
      handle: (call) => {
        const application = managedApplication(directory, call);
        directory.applications.remove(application);
        const { appId } = application;
        const servicePrincipal = directory.servicePrincipals.all.find((object) => object.appId === appId);
        if (servicePrincipal) {
          directory.removeServicePrincipal(servicePrincipal);
        }
        return noContent;
      },
    },
  ];
}

/** A role or a scope that is still enabled cannot be left out of an update. */
function refuseToDrop(stored: readonly Entitlement[], kept: readonly Entitlement[] | undefined): void {
  const dropped = stored.filter(
    ({ id, isEnabled }) => isEnabled && kept && !kept.some((one) => one.id === id),
  );
  if (dropped.length > 0) {
    throw new GraphFault(
      400,
      "CannotDeleteOrUpdateEnabledEntitlement",
      "Permission (scope or role) cannot be deleted or updated unless disabled first.",
    );
  }
}

type Entitlement = Pick<Application["appRoles"][number], "id" | "isEnabled">;

/** The application as Graph shows it: never a secret, and a certificate only if a call asks for it alone. */
function answerOf({
  owners,
  passwordCredentials,
  keyCredentials,
  appRoles,
  ...properties
}: StoredApplication) {
  return {
    ...properties,
    appRoles: appRoles.map((role) => ({ ...role, origin: "Application" })),
    keyCredentials: keyCredentials.map((credential) => ({ ...credential, key: null })),
    passwordCredentials: passwordCredentials.map((credential) => ({ ...credential, secretText: null })),
  };
}
