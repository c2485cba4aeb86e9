import express, { Router } from "express";
import * as z from "zod";
import type { TenantDefinition } from "../../configuration/tenantDefinition.js";
import type { EmulatorState } from "../../emulatorState.js";
import { flowDocument } from "../flows/flowDocument.js";
import { summaryOf } from "../flows/flowSummary.js";
import { requireJson } from "../sameOrigin.js";
import type { TenantControls } from "../tenantControls.js";
import { noSuchCall, refuseCall, refuseFaultyCall } from "./apiError.js";
import { peopleRouter } from "./people.js";

const emailSchema = z.string().toLowerCase().optional().catch(undefined);

/** What tests and programs see and steer the emulator by, in JSON. */
export function apiRouter(
  definition: TenantDefinition,
  { accounts, passcodes, faults, flows }: EmulatorState,
  controls: TenantControls,
): Router {
  const router = Router();
  router.use(requireJson, express.json({ limit: "100kb" }));

  router.get("/flows", (_request, response) => {
    response.json({ flows: flows.all.map(summaryOf) });
  });
  router.get("/flows/:id", (request, response) => {
    const flow = flows.find(request.params.id);
    if (flow) {
      response.json(flowDocument(flow));
    } else {
      refuseCall(response, 404, "There is no such flow, or not any more.");
    }
  });
  router.delete("/flows", (_request, response) => {
    flows.clear();
    response.status(204).end();
  });

  router.get("/passcodes", (request, response) => {
    const email = emailSchema.parse(request.query.email);
    const sent = passcodes.allSent.filter((passcode) => email === undefined || passcode.email === email);
    response.json({ passcodes: sent });
  });

  router.get("/faults", (_request, response) => {
    response.json({ faults: faults.all });
  });
  router.post("/faults", (request, response) => {
    response.status(201).json(faults.set(request.body));
  });
  router.delete("/faults", (_request, response) => {
    faults.clearAll();
    response.status(204).end();
  });
  router.delete("/faults/:id", (request, response) => {
    if (faults.clear(request.params.id)) {
      response.status(204).end();
    } else {
      refuseCall(response, 404, "There is no such fault, or not any more.");
    }
  });

  router.post("/keys/rollover", async (_request, response) => {
    await controls.rollKeysOver();
    response.status(204).end();
  });
  router.post("/reset", async (_request, response) => {
    await controls.reset();
    response.status(204).end();
  });

  router.use("/people", peopleRouter(accounts, definition));
  router.use(noSuchCall, refuseFaultyCall);
  return router;
}
