import path from "node:path";
import express, { type Express } from "express";
import hbs from "hbs";
import type { EmulatorClient } from "../config/tenant.js";
import type { Log } from "../log.js";
import { picoStyles } from "../picoStyles.js";
import { projectRoot } from "../projectRoot.js";
import { Accounts } from "./accounts.js";
import { createProvider } from "./createProvider.js";
import { deviceLogin } from "./deviceCode/deviceLogin.js";
import { discoveryDocument } from "./discoveryDocument.js";
import { errorHandler, notFound } from "./errorHandler.js";
import { formAsQuery } from "./formAsQuery.js";
import { homePage } from "./homePage.js";
import { interactionRouter } from "./interactions/interactionRouter.js";
import { Passcodes } from "./passcodes.js";
import { createRenderView } from "./renderView.js";
import { requireParameters } from "./requiredParameters.js";
import { securityHeaders } from "./securityHeaders.js";
import { generateSigningKeys } from "./signingKeys.js";
import { signOutRouter } from "./signOut.js";
import { type Tenant, tenantPaths, userinfoPath } from "./tenant.js";
import { acceptTenantNames, requireOwnHost } from "./tenantNames.js";
import { tokenEndpoint } from "./tokenEndpoint.js";
import { userinfo } from "./userinfo.js";

export interface EmulatorAppOptions {
  readonly clients: readonly EmulatorClient[];
  readonly log: Log;
  /** Seconds between the questions of a device whether somebody has signed in. */
  readonly pollingInterval?: number;
}

/** The emulator's Express app: its pages around oidc-provider, which answers the protocol itself. */
export async function createEmulatorApp(
  tenant: Tenant,
  { clients, log, pollingInterval = 5 }: EmulatorAppOptions,
): Promise<Express> {
  const app = express();
  app.disable("x-powered-by");
  // Else Express finds endpoints by other spellings too, and oidc-provider half of what they do.
  app.enable("case sensitive routing");
  app.enable("strict routing");
  app.engine("hbs", hbs.create().__express);
  app.set("view engine", "hbs");
  app.set("views", path.join(projectRoot, "views/emulator"));

  const accounts = await Accounts.withReadyMadeUsers();
  const passcodes = new Passcodes(log);
  const signingKeys = await generateSigningKeys(tenant.issuer);
  const provider = await createProvider({
    tenant,
    clients,
    accounts,
    signingKeys,
    renderView: createRenderView(app),
    pollingInterval,
    log,
  });
  const answer = provider.callback();

  app.use(requireOwnHost(tenant));
  app.use(securityHeaders(clients));
  app.get("/stylesheets/pico.min.css", (_request, response) =>
    response.sendFile("pico.min.css", { root: picoStyles }),
  );
  app.get(["/stylesheets/emulator.css", "/stylesheets/focus.css"], (request, response) =>
    response.sendFile(request.path, { root: path.join(projectRoot, "public") }),
  );
  app.get("/", homePage(tenant));
  app.all(userinfoPath, userinfo({ tenant, accounts, signingKeys }));
  app.use(acceptTenantNames);
  app.get(tenantPaths.discovery, (_request, response) =>
    response.set("Access-Control-Allow-Origin", "*").json(discoveryDocument(tenant)),
  );
  app.get(tenantPaths.keys, (_request, response) =>
    response.set("Access-Control-Allow-Origin", "*").json(signingKeys.published),
  );
  app.get(tenantPaths.authorize, requireParameters);
  app.get([tenantPaths.authorize, `${tenantPaths.authorize}/:uid`], answer);
  app.post(tenantPaths.authorize, ...formAsQuery);
  app.post(tenantPaths.token, ...tokenEndpoint({ tenant, clients, provider }));
  app.post(tenantPaths.deviceCode, answer);
  app.use(deviceLogin(provider));
  app.use(tenantPaths.logout, signOutRouter({ provider, accounts, clients }));
  app.use("/interaction/:uid", interactionRouter({ provider, accounts, passcodes }));
  app.use(notFound);
  app.use(errorHandler(log));
  return app;
}
