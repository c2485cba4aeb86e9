import express, { type ErrorRequestHandler, type Request, type Response, Router } from "express";
import type { CustomerAccount } from "../directory/customerAccount.js";
import { refuse, refuseToken } from "./graphError.js";
import { type GraphParts, graphCallers } from "./graphTokens.js";
import { changesSchema, selectSchema, userResource } from "./user.js";

const forReading = ["User.Read", "User.ReadWrite"];
const forWriting = ["User.ReadWrite"];

type Answer = (account: CustomerAccount, request: Request, response: Response) => void;

/**
 * The signed-in person at Microsoft Graph: `GET` and `PATCH /me`.
 *
 * @see https://learn.microsoft.com/graph/api/user-get
 * @see https://learn.microsoft.com/graph/api/user-update
 */
export function meRouter(parts: GraphParts): Router {
  const callerOf = graphCallers(parts);
  const router = Router();

  /** Answers those whose token has one of the permissions. */
  const permitted = (permissions: readonly string[], answer: Answer) => {
    return async (request: Request, response: Response) => {
      response.set("Cache-Control", "no-store");
      const caller = await callerOf(request);
      if (!caller) {
        refuseToken(response);
      } else if (!caller.account) {
        refuse(response, 400, "BadRequest", "/me request is only valid with delegated authentication flow.");
      } else if (!caller.scopes.some((scope) => permissions.includes(scope))) {
        const message = "Insufficient privileges to complete the operation.";
        refuse(response, 403, "Authorization_RequestDenied", message);
      } else {
        answer(caller.account, request, response);
      }
    };
  };

  router.get(
    "/",
    permitted(forReading, (account, request, response) => {
      const selected = selectSchema.safeParse(request.query.$select);
      if (selected.success) {
        response.json(userResource(parts.tenant, account, selected.data));
      } else {
        refuse(response, 400, "BadRequest", "$select names a property that a user does not have here.");
      }
    }),
  );

  router.patch(
    "/",
    express.text({ type: "application/json", limit: "10kb" }),
    permitted(forWriting, ({ oid }, request, response) => {
      const changes = changesSchema.safeParse(request.body);
      if (changes.success) {
        parts.accounts.setProfile(oid, changes.data);
        response.status(204).end();
      } else {
        const names = changes.error.issues.map(({ path }) => path.join(".")).filter((name) => name !== "");
        const subject = names.length > 0 ? `the properties ${names.join(", ")}` : "the body";
        refuse(
          response,
          400,
          "Request_BadRequest",
          `Invalid value specified for ${subject} of resource 'User'.`,
        );
      }
    }),
  );

  const unreadableBody: ErrorRequestHandler = (_error, _request, response, _next) => {
    refuse(response, 400, "BadRequest", "Unable to read JSON request payload.");
  };
  router.use(unreadableBody);
  return router;
}
