import { type Request, Router } from "express";
import * as z from "zod";
import type { AuthProvider } from "../auth/AuthProvider.js";
import { methodNotAllowed } from "../middleware/errors/methodNotAllowed.js";
import { tenantSessionKey } from "../session/signOut/signOutKey.js";
import type { Storage } from "../session/storage.js";
import { storageUnavailable } from "../session/storageUnavailable.js";

const logoutQuery = z.object({ iss: z.string().optional(), sid: z.string().min(1).max(256) });

interface FrontChannelLogoutParts {
  readonly authProvider: AuthProvider;
  readonly storage: Storage;
}

/**
 * Ends the sessions of a person who has signed out at the tenant (OpenID Connect Front-Channel Logout 1.0, section 2).
 * The tenant loads the address in a frame, to which browsers send no cookie; `sid` says which sessions are meant. Entra
 * leaves `iss` out; one that comes has to be the tenant's.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#single-sign-out
 */
export function frontChannelLogoutRouter({ authProvider, storage }: FrontChannelLogoutParts): Router {
  async function signOut(request: Request): Promise<void> {
    const { data } = logoutQuery.safeParse(request.query);
    const key = data && tenantSessionKey(data);
    if (key && (data.iss === undefined || (await authProvider.isIssuer(data.iss)))) {
      await storage.signOuts.signOut(key).catch((error: unknown) => {
        throw storageUnavailable(error);
      });
    }
  }

  const router = Router();
  router
    .route("/frontchannel-logout")
    .head((_request, response) => void response.end())
    .get(async (request, response) => {
      await signOut(request);
      // The frame shows nothing, so it does not matter who frames it.
      response.removeHeader("X-Frame-Options");
      response.set("Cross-Origin-Resource-Policy", "cross-origin");
      response.set("Content-Security-Policy", "default-src 'none'; frame-ancestors *").type("text").send("");
    })
    .all(methodNotAllowed("GET", "HEAD"));
  return router;
}
