import { Router } from "express";
import type { AuthorityMetadataSource } from "../auth/tenant/authorityMetadata.js";
import type { Storage } from "../session/storage.js";

interface HealthParts {
  readonly metadata: AuthorityMetadataSource;
  readonly storage: Storage;
  readonly stopping: AbortSignal;
}

/** For load balancers: `/healthz` says that the process lives, `/readyz` that it can sign somebody in. */
export function healthRouter({ metadata, storage, stopping }: HealthParts): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ status: "alive" });
  });
  router.get("/readyz", async (_request, response) => {
    const [metadataState, storageState] = await Promise.all([
      stateOf(metadata.get()),
      stateOf(storage.check()),
    ]);
    const process = stopping.aborted ? "stopping" : "ok";
    const ready = [metadataState, storageState, process].every((state) => state === "ok");
    response
      .status(ready ? 200 : 503)
      .set("Cache-Control", "no-store")
      .json({
        status: ready ? "ready" : "not ready",
        metadata: metadataState,
        storage: storageState,
        process,
      });
  });
  return router;
}

function stateOf(check: Promise<unknown>): Promise<"ok" | "unavailable"> {
  return check.then(
    () => "ok",
    () => "unavailable",
  );
}
