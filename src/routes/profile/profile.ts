import { type Request, type Response, Router, urlencoded } from "express";
import createError from "http-errors";
import { ApiError } from "../../api/apiError.js";
import { type ProfileApi, type ProfileChanges, tokenRefused } from "../../api/profile.js";
import type { Config } from "../../config/config.js";
import type { ProfileScopes } from "../../config/profileScopes.js";
import { methodNotAllowed } from "../../middleware/errors/methodNotAllowed.js";
import { ownFormOr } from "../../middleware/guards/ownForm.js";
import { accessTokenOf, type RequireAccessToken } from "../../middleware/guards/requireAccessToken.js";
import { requireAuth } from "../../middleware/guards/requireAuth.js";
import { requireRecentSignIn } from "../../middleware/guards/requireRecentSignIn.js";
import { forgetDemand } from "../../session/answeredDemands.js";
import { changeName } from "../../session/changeName.js";
import { personOf } from "../../session/signedIn.js";
import {
  changesIn,
  faultsIn,
  profileForm,
  profileRows,
  type SentProfile,
  sentProfile,
} from "./profileForm.js";

interface ProfileRouterParts {
  readonly config: Pick<Config, "origin">;
  readonly scopes: ProfileScopes;
  readonly profileApi: ProfileApi;
  readonly requireAccessToken: RequireAccessToken;
}

/** What the tenant's directory says of the person who is signed in, and how they change it. */
export function profileRouter({
  config,
  scopes,
  profileApi,
  requireAccessToken,
}: ProfileRouterParts): Router {
  async function show(request: Request, response: Response): Promise<void> {
    const profile = await profileApi.read(accessTokenOf(request));
    forgetDemand(request, tokenRefused);
    response.render("profile/show", {
      title: "Profile",
      rows: profileRows(profile),
      editable: scopes.write !== undefined,
      saved: request.query.profile === "saved",
    });
  }

  async function edit(request: Request, response: Response): Promise<void> {
    const before = await profileApi.read(accessTokenOf(request));
    forgetDemand(request, tokenRefused);
    const person = personOf(request).claims.sub;
    response.render("profile/edit", profileForm({ person, before, typed: before }));
  }

  async function save(request: Request, response: Response): Promise<void> {
    const sent = sentProfile(request.body);
    if (!sent) {
      throw createError(400);
    }
    if (sent.person !== personOf(request).claims.sub) {
      // Somebody else has signed in since, in another tab.
      response.redirect(303, "/users/profile/edit");
      return;
    }
    const changes = changesIn(sent);
    const faults = faultsIn(changes);
    if (faults) {
      response.status(422).render("profile/edit", profileForm(sent, faults));
    } else if (Object.keys(changes).length === 0) {
      response.redirect(303, "/users/profile");
    } else {
      await change(request, response, sent, changes);
    }
  }

  async function change(
    request: Request,
    response: Response,
    sent: SentProfile,
    changes: ProfileChanges,
  ): Promise<void> {
    try {
      await profileApi.change(accessTokenOf(request), changes);
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 400)) {
        throw error;
      }
      response.status(422).render("profile/edit", { ...profileForm(sent), refused: true });
      return;
    }
    const { displayName: name, givenName: given_name, surname: family_name } = changes;
    await changeName(request, { name, given_name, family_name });
    response.redirect(303, "/users/profile?profile=saved");
  }

  const router = Router();
  router
    .route("/")
    .get(requireAuth, requireAccessToken([scopes.read]), show)
    .all(methodNotAllowed("GET", "HEAD"));
  if (scopes.write !== undefined) {
    const token = requireAccessToken([scopes.write]);
    // Who opens the page just in time still has ten minutes to type.
    const toOpen = [requireAuth, requireRecentSignIn({ maxAge: 5 * 60 }), token];
    const toSave = [requireAuth, requireRecentSignIn({ maxAge: 15 * 60 }), token];
    const form = urlencoded({ extended: false, limit: "100kb" });
    router
      .route("/edit")
      .get(toOpen, edit)
      .post(ownFormOr("/users/profile/edit", config), toSave, form, save)
      .all(methodNotAllowed("GET", "HEAD", "POST"));
  }
  return router;
}
