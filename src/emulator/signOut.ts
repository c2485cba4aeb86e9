import express, { type Request, type Response, Router } from "express";
import type { Provider } from "oidc-provider";
import { z } from "zod";
import type { EmulatorClient } from "../config/tenant.js";
import { type Accounts, loginHintOf } from "./accounts.js";

interface SignOutParts {
  readonly provider: Provider;
  readonly accounts: Accounts;
  readonly clients: readonly EmulatorClient[];
}

const parameter = z.string().max(4096).optional().catch(undefined);
const signOutSchema = z
  .object({ post_logout_redirect_uri: parameter, logout_hint: parameter, state: parameter })
  .catch({});

type SignOutRequest = z.infer<typeof signOutSchema>;

/**
 * Sign-out as Entra does it (OpenID Connect RP-Initiated Logout 1.0): the request names no app, so the URI to return to
 * may be any app's; and it asks which account, unless `logout_hint` is the `login_hint` claim of the one signed in.
 */
export function signOutRouter({ provider, accounts, clients }: SignOutParts): Router {
  const registeredUris = new Set(clients.flatMap((client) => client.postLogoutRedirectUris));
  const router = Router();

  async function currentSession(request: Request, response: Response) {
    const session = await provider.Session.get(provider.createContext(request, response));
    return { session, account: accounts.findByOid(session.accountId ?? "") };
  }

  function leave(response: Response, { post_logout_redirect_uri: uri, state }: SignOutRequest): void {
    if (uri === undefined || !registeredUris.has(uri)) {
      response.render("message", {
        title: "You signed out",
        paragraphs: [
          "You can close this page now.",
          ...(uri === undefined ? [] : ["The address the app asked to return to is not registered for it."]),
        ],
      });
      return;
    }
    const target = new URL(uri);
    if (state !== undefined) {
      target.searchParams.set("state", state);
    }
    response.redirect(303, target.href);
  }

  router.use((_request, response, next) => {
    response.set("Cache-Control", "no-store");
    next();
  });

  router.get("/", async (request, response) => {
    const parameters = signOutSchema.parse(request.query);
    const { session, account } = await currentSession(request, response);
    if (account && parameters.logout_hint !== loginHintOf(account)) {
      response.render("chooseAccount", {
        title: "Which account do you want to sign out of?",
        action: request.originalUrl,
        accounts: [account],
      });
      return;
    }
    await session.destroy();
    leave(response, parameters);
  });

  // The session cookie is SameSite=Lax, so a form on another site signs nobody out.
  router.post("/", express.urlencoded({ extended: false, limit: "10kb" }), async (request, response) => {
    const { session } = await currentSession(request, response);
    await session.destroy();
    leave(response, signOutSchema.parse(request.query));
  });

  return router;
}
