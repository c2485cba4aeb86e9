import { type Request, type Response, Router } from "express";
import createError from "http-errors";
import { momentOf } from "../claims/moment.js";
import type { Config } from "../config/config.js";
import { methodNotAllowed } from "../middleware/errors/methodNotAllowed.js";
import { ownFormOr } from "../middleware/guards/ownForm.js";
import { requireAuth } from "../middleware/guards/requireAuth.js";
import { endOtherSession, endOtherSessions, otherSessions } from "../session/people/ownSessions.js";
import type { Storage } from "../session/storage.js";

interface SessionsRouterParts {
  readonly config: Config;
  readonly storage: Storage;
}

const page = "/users/sessions";

/** `/sessions` shows people where they are signed in, and ends their other sessions. Sign out ends the one at hand. */
export function sessionsRouter({ config, storage }: SessionsRouterParts): Router {
  const { people } = storage;
  const ownForm = ownFormOr(page, config);

  async function show(request: Request, response: Response): Promise<void> {
    const others = await otherSessions(request, people);
    response.render("sessions", {
      title: "Your sessions",
      current: asShown(request.session),
      others: others.map((session) => ({ ...asShown(session), handle: session.handle })),
    });
  }

  async function endOne(request: Request<{ handle: string }>, response: Response): Promise<void> {
    if (!(await endOtherSession(request, people, request.params.handle))) {
      throw createError(404);
    }
    response.redirect(303, page);
  }

  async function endOthers(request: Request, response: Response): Promise<void> {
    await endOtherSessions(request, people);
    response.redirect(303, page);
  }

  const router = Router();
  router.route("/sessions").get(requireAuth, show).all(methodNotAllowed("GET", "HEAD"));
  router.route("/sessions/others/end").post(ownForm, requireAuth, endOthers).all(methodNotAllowed("POST"));
  router.route("/sessions/:handle/end").post(ownForm, requireAuth, endOne).all(methodNotAllowed("POST"));
  return router;
}

function asShown({ browser, startedAt }: { browser?: string | undefined; startedAt?: number | undefined }) {
  return {
    browser: browser ?? "An unknown browser",
    since: startedAt === undefined ? undefined : momentOf(startedAt),
  };
}
