import express, { type ErrorRequestHandler, type Request, type Response, Router } from "express";
import { refuse, refuseToken } from "./graphError.js";
import { type GraphCaller, type GraphParts, graphCallers } from "./graphTokens.js";
import { memberObjects } from "./memberObjects.js";
import { organization } from "./organization.js";

type Answer = (caller: GraphCaller, request: Request, response: Response) => void;

/**
 * What Microsoft Graph says of the tenant and of the groups of its people: `GET /organization` and `POST
 * …/getMemberObjects`, the address that tokens name in place of more than 200 groups.
 */
export function directoryRouter(parts: GraphParts): Router {
  const callerOf = graphCallers(parts);
  const router = Router({ caseSensitive: true });
  const withCaller = (answer: Answer) => async (request: Request, response: Response) => {
    response.set("Cache-Control", "no-store");
    const caller = await callerOf(request);
    if (caller) {
      answer(caller, request, response);
    } else {
      refuseToken(response);
    }
  };
  router.get("/organization", withCaller(organization(parts.tenant)));
  router.post(
    ["/me/getMemberObjects", "/users/:id/getMemberObjects"],
    express.json({ limit: "10kb" }),
    withCaller(memberObjects(parts.accounts)),
  );
  const unreadableBody: ErrorRequestHandler = (_error, _request, response, _next) => {
    refuse(response, 400, "BadRequest", "Unable to read JSON request payload.");
  };
  router.use(unreadableBody);
  return router;
}
