import { randomUUID } from "node:crypto";
import * as z from "zod";
import { rolesFor } from "../administrator.js";
import type { Directory, ServicePrincipal } from "../directory/directory.js";
import { readApplications, writeServicePrincipals } from "../permissions.js";
import { accessDenied, alreadyThere, badRequest, notInTenant } from "../protocol/graphFault.js";
import { type GraphRoute, noContent } from "../protocol/graphRoute.js";
import { entity, type Filter, filterBy, page, select } from "../protocol/odata.js";
import { parseBody } from "../protocol/requestBody.js";
import { mayManageAll } from "./applications.js";

const newServicePrincipal = z.strictObject({ appId: z.guid() });

const filters: readonly Filter<ServicePrincipal>[] = [
  { text: "appId eq '…'", matches: ({ appId }, value) => appId === value },
];

/** `/servicePrincipals` (Graph v1.0: servicePrincipal). */
export function servicePrincipalRoutes(directory: Directory): GraphRoute[] {
  return [
    {
      method: "GET",
      path: "/servicePrincipals",
      permissions: readApplications,
      handle: (call) => {
        const found = directory.servicePrincipals.list(filterBy(call, filters, "ServicePrincipal"));
        const answers = found.map((object) => select(call, { ...object }, "servicePrincipal"));
        return page(call, "servicePrincipals", answers, directory.pageSize);
      },
    },
    {
      method: "POST",
      path: "/servicePrincipals",
      permissions: writeServicePrincipals,
      handle: (call) => {
        if (!call.caller.appOnly && !directory.administrator.have(rolesFor.makeApplications)) {
          // Graph's words for missing rights here.
          throw notInTenant();
        }
        const { appId } = parseBody(newServicePrincipal, "servicePrincipal", call.body);
        const [application] = directory.applications.list((candidate) => candidate.appId === appId);
        if (!application) {
          throw badRequest(
            `The appId '${appId}' of the service principal does not reference a valid application object.`,
          );
        }
        if (
          call.caller.appOnly &&
          !application.owners.has(call.caller.id) &&
          !mayManageAll(directory, call)
        ) {
          throw accessDenied();
        }
        if (directory.servicePrincipals.all.some((candidate) => candidate.appId === appId)) {
          throw alreadyThere(
            `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
          );
        }
        const { displayName } = application;
        const made = directory.servicePrincipals.add({ id: randomUUID(), appId, displayName });
        return entity(call, 201, "servicePrincipals", made);
      },
    },
    {
      method: "GET",
      path: "/servicePrincipals/:id",
      permissions: readApplications,
      handle: (call) => {
        const { ...object } = directory.servicePrincipals.get(call.parameter("id"));
        return entity(call, 200, "servicePrincipals", select(call, object, "servicePrincipal"));
      },
    },
    {
      method: "DELETE",
      path: "/servicePrincipals/:id",
      permissions: writeServicePrincipals,
      handle: (call) => {
        const servicePrincipal = directory.servicePrincipals.get(call.parameter("id"));
        const application = directory.applications.all.find(({ appId }) => appId === servicePrincipal.appId);
        const isOwner = application?.owners.has(call.caller.id);
        if (!isOwner && !mayManageAll(directory, call)) {
          throw accessDenied();
        }
        directory.removeServicePrincipal(servicePrincipal);
        return noContent;
      },
    },
  ];
}
