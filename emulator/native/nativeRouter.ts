import express, { Router } from "express";
import { answerNativeErrors } from "./answerNativeErrors.js";
import type { NativeEndpoint } from "./nativeParts.js";
import { passwordResetEndpoints } from "./passwordReset/passwordReset.js";
import { formOf, nativeRequest } from "./request/nativeRequest.js";
import type { CodeParts } from "./signIn/codeFor.js";
import { signInEndpoints } from "./signIn/signIn.js";
import { nativeTokenGrants } from "./signIn/tokenGrants.js";
import { signUpEndpoints } from "./signUp/signUp.js";
import { signUpContinue } from "./signUp/signUpContinue.js";

/**
 * The native authentication API of external tenants, under the tenant's id. A proven person's request goes on to the
 * token endpoint. No page of another origin can read an answer: Entra's API has no CORS either.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-native-authentication-api
 */
export function nativeRouter(parts: CodeParts): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const endpoints = {
    "/oauth2/v2.0": signInEndpoints(parts),
    "/signup/v1.0": { ...signUpEndpoints(parts), continue: signUpContinue(parts) },
    "/resetpassword/v1.0": passwordResetEndpoints(parts),
  };
  for (const [path, named] of Object.entries(endpoints)) {
    for (const [name, endpoint] of Object.entries<NativeEndpoint>(named)) {
      router.post(
        `${path}/${name}`,
        express.text({ type: "application/x-www-form-urlencoded", inflate: false }),
        async (request, response) => {
          const answer = await endpoint(nativeRequest(formOf(request), parts.applications));
          response.set("Cache-Control", "no-store").json(answer);
        },
      );
    }
  }
  router.post("/oauth2/v2.0/token", ...nativeTokenGrants(parts));
  router.use(answerNativeErrors);
  return router;
}
