import type { RequestHandler } from "express";
import * as z from "zod";
import { parseAuthorizationResponse } from "../auth/authorizationResponse.js";
import type { TransactionCookies } from "./transactionCookies.js";

/** The mark of the form that posts the tenant's answer once more. */
const repostForm = z.object({ reposted: z.unknown().optional() });

/**
 * Answers the POST from the tenant's site, with which the browser sends no `SameSite=Lax` cookie: a form of our own that
 * posts the same fields once more brings it along. What has the cookie, or has been posted again, passes; another site
 * that says so has not posted again. The page needs no session.
 */
export function repost(transactions: TransactionCookies): RequestHandler {
  return (request, response, next) => {
    const answer = parseAuthorizationResponse(request.body);
    const { reposted } = repostForm.parse(request.body);
    const isReposted = reposted !== undefined && request.get("Sec-Fetch-Site") !== "cross-site";
    if (isReposted || transactions.areIn(request)) {
      next();
      return;
    }
    const fields = Object.entries(answer).map(([name, value]) => ({ name, value }));
    response.render("repost", { title: "Signing in", fields });
  };
}
