import { Router } from "express";
import { userOf } from "../../configuration/definitionParts.js";
import { userSchema } from "../../configuration/peopleSchema.js";
import type { TenantDefinition } from "../../configuration/tenantDefinition.js";
import type { Accounts } from "../../directory/accounts.js";
import type { CustomerAccount } from "../../directory/customerAccount.js";
import { refuseCall } from "./apiError.js";

/** People of the tenant, in the words of an `emulator.json`. Passwords are taken and never told. */
export function peopleRouter(accounts: Accounts, { users, groups }: TenantDefinition): Router {
  const assignments = new Map(groups.map((group) => [group.id, group.assignments]));
  const router = Router();

  router.get("/", (_request, response) => {
    const configured = users.flatMap(({ oid }) => accounts.findByOid(oid) ?? []);
    response.json({ people: [...configured, ...accounts.created].map(described) });
  });

  router.post("/", (request, response) => {
    const person = userOf(userSchema.parse(request.body), assignments);
    if (accounts.add(person)) {
      response.status(201).json(described(person));
    } else {
      refuseCall(response, 409, "Somebody has this email address or object id.");
    }
  });

  router.delete("/:id", (request, response) => {
    if (accounts.remove(request.params.id)) {
      response.status(204).end();
    } else {
      refuseCall(response, 404, "Nobody has this object id.");
    }
  });

  return router;
}

function described({ oid, email, displayName, disabled, groups }: CustomerAccount) {
  return { id: oid, email, displayName, disabled, groups };
}
