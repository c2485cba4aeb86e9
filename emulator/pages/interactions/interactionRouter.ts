import express, { Router } from "express";
import { secondFactorPrompt } from "../../provider/interactionPolicy.js";
import { cancelRouter } from "./cancel.js";
import type { InteractionParameters, InteractionParts } from "./interactionParts.js";
import { interactionPath, userFlowOf } from "./interactionParts.js";
import { passwordResetRouter } from "./passwordReset.js";
import { secondFactorRouter } from "./secondFactor.js";
import { selectAccountRouter } from "./selectAccount.js";
import { signInRouter } from "./signIn.js";
import { signUpRouter } from "./signUp.js";

/**
 * The pages between an authorization request and its response. The interaction cookie, which is bound to the path of
 * one interaction and never sent with another site's posts, guards them all.
 */
export function interactionRouter(parts: InteractionParts): Router {
  const router = Router({ mergeParams: true });

  router.use(async (request, response, next) => {
    response.set("Cache-Control", "no-store");
    await parts.provider.interactionDetails(request, response);
    next();
  });
  router.use(express.urlencoded({ extended: false, limit: "10kb" }));

  router.get<InteractionParameters>("/", async (request, response) => {
    const { prompt, session } = await parts.provider.interactionDetails(request, response);
    const page =
      prompt.name === "create"
        ? "sign-up"
        : prompt.name === secondFactorPrompt
          ? "second-factor"
          : prompt.name === "select_account" && session
            ? "select-account"
            : "sign-in";
    response.redirect(303, interactionPath(request.params.uid, page));
  });

  router.use<InteractionParameters>("/sign-up", async (request, response, next) => {
    const { signUp } = await userFlowOf(parts, request, response);
    if (signUp) {
      next();
    } else {
      response.redirect(303, interactionPath(request.params.uid, "sign-in"));
    }
  });
  router.use("/sign-in", signInRouter(parts));
  router.use("/sign-up", signUpRouter(parts));
  router.use("/password-reset", passwordResetRouter(parts));
  router.use("/second-factor", secondFactorRouter(parts));
  router.use("/select-account", selectAccountRouter(parts));
  router.use("/cancel", cancelRouter(parts));
  return router;
}
