import { randomBytes } from "node:crypto";
import * as z from "zod";
import { rolesFor } from "../administrator.js";
import type { Directory, PermissionGrant } from "../directory/directory.js";
import { readGrants, writeGrants } from "../permissions.js";
import { alreadyThere } from "../protocol/graphFault.js";
import { type GraphRoute, noContent } from "../protocol/graphRoute.js";
import { entity, type Filter, filterBy, page } from "../protocol/odata.js";
import { parseBody } from "../protocol/requestBody.js";

const scope = z.string().trim().min(1);

const newGrant = z
  .strictObject({
    clientId: z.guid(),
    consentType: z.enum(["AllPrincipals", "Principal"]),
    principalId: z.guid().nullable().default(null),
    resourceId: z.guid(),
    scope,
  })
  .refine(({ consentType, principalId }) => (consentType === "Principal") === (principalId !== null), {
    path: ["principalId"],
  });

const filters: readonly Filter<PermissionGrant>[] = [
  { text: "clientId eq '…'", matches: ({ clientId }, value) => clientId === value },
  { text: "consentType eq '…'", matches: ({ consentType }, value) => consentType === value },
  { text: "resourceId eq '…'", matches: ({ resourceId }, value) => resourceId === value },
];

/** `/oauth2PermissionGrants` (Graph v1.0: oAuth2PermissionGrant). */
export function permissionGrantRoutes(directory: Directory): GraphRoute[] {
  return [
    {
      method: "GET",
      path: "/oauth2PermissionGrants",
      permissions: readGrants,
      handle: (call) => {
        const client = /^clientId eq '(.*)'$/.exec(call.query.get("$filter") ?? "")?.[1];
        if (client !== undefined) {
          directory.servicePrincipals.get(client);
        }
        const found = directory.grants.list(filterBy(call, filters, "OAuth2PermissionGrant"));
        return page(call, "oauth2PermissionGrants", found, directory.pageSize);
      },
    },
    {
      method: "POST",
      path: "/oauth2PermissionGrants",
      permissions: writeGrants,
      roles: rolesFor.consent,
      handle: (call) => {
        const body = parseBody(newGrant, "oAuth2PermissionGrant", call.body);
        directory.servicePrincipals.get(body.clientId);
        directory.servicePrincipals.get(body.resourceId);
        if (directory.grants.all.some((grant) => isSame(grant, body))) {
          throw alreadyThere("Permission entry already exists.");
        }
        const id = randomBytes(32).toString("base64url");
        return entity(call, 201, "oauth2PermissionGrants", directory.grants.add({ id, ...body }));
      },
    },
    {
      method: "PATCH",
      path: "/oauth2PermissionGrants/:id",
      permissions: writeGrants,
      roles: rolesFor.consent,
      handle: (call) => {
        const grant = directory.grants.get(call.parameter("id"));
        grant.scope = parseBody(z.strictObject({ scope }), "oAuth2PermissionGrant", call.body).scope;
        return noContent;
      },
    },
    {
      method: "DELETE",
      path: "/oauth2PermissionGrants/:id",
      permissions: writeGrants,
      roles: rolesFor.consent,
      handle: (call) => {
        directory.grants.remove(directory.grants.get(call.parameter("id")));
        return noContent;
      },
    },
  ];
}

/** A client has one grant for each resource and principal. */
function isSame(grant: PermissionGrant, other: Omit<PermissionGrant, "id">): boolean {
  return (
    grant.clientId === other.clientId &&
    grant.resourceId === other.resourceId &&
    grant.consentType === other.consentType &&
    grant.principalId === other.principalId
  );
}
