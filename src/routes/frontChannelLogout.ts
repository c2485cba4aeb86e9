import { Router } from "express";
import * as z from "zod";
import type { AuthProvider } from "../auth/AuthProvider.js";
import { tenantSessionKey } from "../auth/tenantSession.js";
import { methodNotAllowed } from "../middleware/methodNotAllowed.js";
import type { Storage } from "../session/storage.js";
import { storageUnavailable } from "../session/storageUnavailable.js";

const logoutQuery = z.object({ iss: z.string(), sid: z.string().min(1).max(256) });

interface FrontChannelLogoutParts {
  readonly authProvider: AuthProvider;
  readonly storage: Storage;
}

/**
 * Ends the sessions of a person who has signed out at the tenant (OpenID Connect Front-Channel Logout 1.0, section 2).
 * The tenant loads the address in a frame, to which browsers send no cookie; `sid` says which sessions are meant.
 */
export function frontChannelLogoutRouter({ authProvider, storage }: FrontChannelLogoutParts): Router {
  const router = Router();
  router
    .route("/frontchannel-logout")
    .get(async (request, response) => {
      const { data } = logoutQuery.safeParse(request.query);
      const key = data && (await authProvider.isIssuer(data.iss)) ? tenantSessionKey(data) : undefined;
      if (key) {
        await storage.tenantSessions.end(key).catch((error: unknown) => {
          throw storageUnavailable(error);
        });
      }
      // The frame shows nothing, so it does not matter who frames it.
      response.removeHeader("X-Frame-Options");
      response.set("Cross-Origin-Resource-Policy", "cross-origin");
      response.set("Content-Security-Policy", "default-src 'none'; frame-ancestors *").type("text").send("");
    })
    .all(methodNotAllowed("GET", "HEAD"));
  return router;
}
