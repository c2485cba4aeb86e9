import { Router } from "express";
import type { InteractionParts } from "./interactionParts.js";

/** Gives up: the app gets `access_denied` with Entra's subcode `cancel`. */
export function cancelRouter({ provider }: InteractionParts): Router {
  const router = Router({ mergeParams: true });
  router.post("/", (request, response) =>
    provider.interactionFinished(request, response, { error: "access_denied", error_subcode: "cancel" }),
  );
  return router;
}
