import type { RequestHandler } from "express";
import * as z from "zod";
import { AccessError } from "../../auth/errors/accessError.js";
import { claimValues } from "../../auth/idToken/claimValues.js";
import { personOf } from "../../session/signedIn.js";

const objectId = z.guid("The id of a group is its Object ID, a GUID; a name can change.").toLowerCase();

/** What a token has in place of `groups` if the person is in too many (over 200). */
const overage = z.union([
  z.looseObject({ _claim_names: z.looseObject({ groups: z.string() }) }),
  z.looseObject({ hasgroups: z.union([z.literal(true), z.literal("true")]) }),
]);

/**
 * Lets the members of a security group pass, which its Object ID names. For everybody else it fails with AccessError
 * `group_missing`, or `groups_not_listed` if the token cannot tell. It stands behind `requireAuth`.
 *
 * @throws ZodError for an id that is no GUID.
 * @see https://learn.microsoft.com/entra/identity-platform/optional-claims#configure-groups-optional-claims
 */
export function requireGroup(id: string): RequestHandler {
  const group = objectId.parse(id);
  return (request, _response, next) => {
    const { claims } = personOf(request);
    const isMember = claimValues(claims.groups).some((member) => member.toLowerCase() === group);
    if (!isMember) {
      const isListed = !overage.safeParse(claims).success;
      throw new AccessError(isListed ? "group_missing" : "groups_not_listed", group);
    }
    next();
  };
}
