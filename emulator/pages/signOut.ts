import { type Request, type Response, Router } from "express";
import type { Provider, Session } from "oidc-provider";
import * as z from "zod";
import type { Applications } from "../applications/applications.js";
import { platformOf } from "../applications/redirectUris.js";
import type { Accounts } from "../directory/accounts.js";
import { loginHintOf } from "../directory/loginHint.js";
import type { Tenant } from "../tenant.js";
import { signedOutPage } from "./errorPages.js";
import { formAsQuery } from "./formAsQuery.js";
import { frontChannelLogouts } from "./frontChannelLogout.js";
import { allowScript } from "./securityHeaders.js";

interface SignOutParts {
  readonly tenant: Tenant;
  readonly provider: Provider;
  readonly accounts: Accounts;
  readonly applications: Applications;
}

const parameter = z.string().max(4096).optional().catch(undefined);
const signOutSchema = z
  .object({ post_logout_redirect_uri: parameter, logout_hint: parameter, state: parameter })
  .catch({});

type SignOutRequest = z.infer<typeof signOutSchema>;

/** Where the page that asks which account sends its answer. */
const accountPath = "/account";

/** Goes on when all frames have loaded: the load event of the page waits for theirs. */
const goOnScript = 'addEventListener("load", () => document.links[0].click())';

/**
 * Sign-out as Entra does it (OpenID Connect RP-Initiated Logout 1.0): the request need not name an app, so the URI to
 * return to may be any app's redirect URI; and it asks which account, unless `logout_hint` is the `login_hint` claim of the
 * one signed in: `id_token_hint` does not answer that. The apps that the session was used for hear of it through frames
 * (OpenID Connect Front-Channel Logout 1.0).
 */
export function signOutRouter({ tenant, provider, accounts, applications }: SignOutParts): Router {
  const isRegistered = (uri: string) =>
    applications.all.some((application) => platformOf(application, uri) !== undefined);
  const router = Router();

  async function currentSession(request: Request, response: Response) {
    const session = await provider.Session.get(provider.createContext(request, response));
    return { session, account: accounts.findByOid(session.accountId ?? "") };
  }

  function returnTarget({ post_logout_redirect_uri: uri, state }: SignOutRequest): string | undefined {
    if (uri === undefined || !isRegistered(uri)) {
      return undefined;
    }
    const target = new URL(uri);
    if (state !== undefined) {
      target.searchParams.set("state", state);
    }
    return target.href;
  }

  async function signOut(response: Response, session: Session, request: SignOutRequest): Promise<void> {
    const frames = frontChannelLogouts(session, applications);
    await session.destroy();
    const target = returnTarget(request);
    if (frames.length > 0) {
      const policy = String(response.get("Content-Security-Policy"));
      response.set("Content-Security-Policy", allowScript(policy, goOnScript));
      const continueTo = target ?? response.req.originalUrl;
      response.render("signingOut", { title: "Signing out", frames, continueTo, script: goOnScript });
    } else if (target !== undefined) {
      response.redirect(303, target);
    } else {
      response.render("message", signedOutPage(request.post_logout_redirect_uri !== undefined));
    }
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
        action: `${tenant.paths.logout}${accountPath}${new URL(request.originalUrl, "http://127.0.0.1").search}`,
        accounts: [account],
      });
      return;
    }
    await signOut(response, session, parameters);
  });

  router.post("/", ...formAsQuery);

  // The session cookie is SameSite=Lax, so a form on another site signs nobody out.
  router.post(accountPath, async (request, response) => {
    const { session } = await currentSession(request, response);
    await signOut(response, session, signOutSchema.parse(request.query));
  });

  return router;
}
