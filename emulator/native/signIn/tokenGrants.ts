import express, { type RequestHandler } from "express";
import { formOf, type NativeRequest, nativeRequest, required } from "../request/nativeRequest.js";
import { type CodeParts, codeFor } from "./codeFor.js";
import { demandOfMore } from "./demandOfMore.js";
import { type Grant, grants } from "./proveFlow.js";

/**
 * The grants of the native authentication API at the token endpoint. Who has proved who they are gets an authorization code
 * that nobody sees. The next handler redeems it, so that the tokens are those of every other sign-in.
 */
export function nativeTokenGrants(parts: CodeParts): RequestHandler[] {
  async function answerOrRedemption(request: NativeRequest, prove: Grant): Promise<object | URLSearchParams> {
    const { application, form } = request;
    required(form, "scope");
    const { token, flow, person } = await prove(parts, request);
    parts.continuationTokens.take(token, "invalid_grant");
    return demandOfMore(parts, application, flow, person) ?? (await codeFor(parts, request, person));
  }

  return [
    express.text({ type: "application/x-www-form-urlencoded", inflate: false }),
    async (request, response, next) => {
      const form = formOf(request);
      const prove = grantOf(form);
      if (!prove) {
        next();
        return;
      }
      const outcome = await answerOrRedemption(nativeRequest(form, parts.applications), prove);
      if (outcome instanceof URLSearchParams) {
        request.body = outcome.toString();
        // Else a proxy that sends the origin of its page on would be taken for the page.
        delete request.headers.origin;
        next();
      } else {
        response.set("Cache-Control", "no-store").json(outcome);
      }
    },
  ];
}

/** A password alone is the grant of RFC 6749 section 4.3, which external tenants do not have. */
function grantOf(form: URLSearchParams): Grant | undefined {
  const grantType = form.get("grant_type") ?? "";
  return grantType === "password" && !form.has("continuation_token") ? undefined : grants.get(grantType);
}
