import type { Request, Response } from "express";
import * as z from "zod";
import type { Accounts } from "../directory/accounts.js";
import { refuse } from "./graphError.js";
import type { GraphCaller } from "./graphTokens.js";

const bodySchema = z.object({ securityEnabledOnly: z.boolean() });
const idSchema = z.string().toLowerCase().optional();

/**
 * Answers with the ids of a person's groups: of the person's own who is signed in, by User.Read, or of anybody's, by the
 * permissions of an application.
 *
 * @see https://learn.microsoft.com/graph/api/directoryobject-getmemberobjects
 */
export function memberObjects(accounts: Accounts) {
  return ({ account, scopes, roles }: GraphCaller, request: Request, response: Response): void => {
    const id = idSchema.parse(request.params.id) ?? account?.oid;
    if (id === undefined) {
      refuse(response, 400, "BadRequest", "/me request is only valid with delegated authentication flow.");
      return;
    }
    const ownGroups = id === account?.oid && scopes.some((scope) => scope.startsWith("User.Read"));
    if (!ownGroups && !mayReadOthers(roles)) {
      refuse(
        response,
        403,
        "Authorization_RequestDenied",
        "Insufficient privileges to complete the operation.",
      );
      return;
    }
    if (!bodySchema.safeParse(request.body).success) {
      refuse(response, 400, "Request_BadRequest", "The parameter 'securityEnabledOnly' is missing.");
      return;
    }
    const person = accounts.findByOid(id);
    if (!person) {
      refuse(response, 404, "Request_ResourceNotFound", `Resource '${id}' does not exist.`);
      return;
    }
    response.json({
      "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#Collection(Edm.String)",
      value: person.groups,
    });
  };
}

function mayReadOthers(roles: readonly string[]): boolean {
  return (
    roles.includes("User.Read.All") ||
    roles.includes("Directory.Read.All") ||
    (roles.includes("User.ReadBasic.All") && roles.includes("GroupMember.Read.All"))
  );
}
