import express, { type Response, Router } from "express";
import type { TenantDefinition } from "../configuration/tenantDefinition.js";
import type { EmulatorState } from "../emulatorState.js";
import { allowOwnScripts } from "../pages/securityHeaders.js";
import type { Tenant } from "../tenant.js";
import { faultsIn } from "./api/apiError.js";
import { apiRouter } from "./api/apiRouter.js";
import { parseFaultForm } from "./home/faultForm.js";
import { flowPage } from "./home/flowPage.js";
import { type HomeRequest, homePage, nameIn } from "./home/homePage.js";
import { refuseOtherOrigins, requireOwnPage } from "./sameOrigin.js";
import type { TenantControls } from "./tenantControls.js";

interface SteeringParts {
  readonly tenant: Tenant;
  readonly definition: TenantDefinition;
  readonly state: EmulatorState;
  readonly controls: TenantControls;
}

/** The emulator's home page, what stands behind its forms, and the same for programs under `/emulator/api`. */
export function steeringRouter(parts: SteeringParts): Router {
  const { definition, state, controls } = parts;
  const router = Router();

  const home = (response: Response, request: HomeRequest) =>
    response.render("home", homePage(parts, request));

  router.use(["/emulator", /^\/$/], refuseOtherOrigins, (_request, response, next) => {
    response.set("Cache-Control", "no-store");
    response.set("Content-Security-Policy", allowOwnScripts(String(response.get("Content-Security-Policy"))));
    next();
  });
  router.use("/emulator/api", apiRouter(definition, state, controls));

  router.get("/", (request, response) => {
    home(response, { clientId: request.query.application });
  });
  router.get("/emulator/flows/:id", (request, response, next) => {
    const flow = state.flows.find(request.params.id);
    if (flow) {
      response.render(
        "flow",
        flowPage(flow, (clientId) => nameIn(definition.applications, clientId)),
      );
    } else {
      next();
    }
  });

  router.post(
    "/emulator/faults",
    requireOwnPage,
    express.urlencoded({ extended: false, limit: "10kb" }),
    (request, response) => {
      const { data, error } = parseFaultForm(request.body);
      if (data) {
        state.faults.set(data);
        response.redirect(303, "/#faults");
      } else {
        home(response.status(400), { body: request.body, error: faultsIn(error) });
      }
    },
  );
  router.post("/emulator/faults/clear", requireOwnPage, (_request, response) => {
    state.faults.clearAll();
    response.redirect(303, "/#faults");
  });
  router.post("/emulator/keys/rollover", requireOwnPage, async (_request, response) => {
    await controls.rollKeysOver();
    response.redirect(303, "/#faults");
  });
  router.post("/emulator/reset", requireOwnPage, async (_request, response) => {
    await controls.reset();
    response.redirect(303, "/");
  });
  return router;
}
