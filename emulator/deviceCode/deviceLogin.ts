import { Router } from "express";
import type { Provider } from "oidc-provider";
import { deviceLoginPath } from "../tenant.js";

/** The pages of the device code flow (RFC 8628 section 3.3), which oidc-provider answers. */
export function deviceLogin(provider: Provider): Router {
  const answer = provider.callback();
  const resumeCookie = provider.cookieName("resume");
  const router = Router();
  router.use(deviceLoginPath, (_request, response, next) => {
    response.set("Cache-Control", "no-store");
    next();
  });
  router.get(deviceLoginPath, (request, _response, next) => {
    // People type the code themselves: a link with a code in it is what a phisher sends.
    request.url = deviceLoginPath;
    next();
  });
  router.get(`${deviceLoginPath}/:uid`, (request, response, next) => {
    if (request.get("Cookie")?.includes(`${resumeCookie}=`)) {
      next();
    } else {
      // The sign-in has ended, or is another browser's: oidc-provider would fail.
      response.redirect(303, deviceLoginPath);
    }
  });
  router.get([deviceLoginPath, `${deviceLoginPath}/:uid`], answer);
  router.post(deviceLoginPath, answer);
  return router;
}
