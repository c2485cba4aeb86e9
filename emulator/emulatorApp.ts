import path from "node:path";
import { fileURLToPath } from "node:url";
import express, { type Express } from "express";
import hbs from "hbs";
import type { GenerateKeyPairResult } from "jose";
import { requireParameters } from "./answers/requiredParameters.js";
import type { EmulatorClient } from "./client.js";
import { deviceLogin } from "./deviceCode/deviceLogin.js";
import { Accounts } from "./directory/accounts.js";
import { Passcodes } from "./directory/passcodes.js";
import type { EmulatorFaults } from "./faults.js";
import { emulatorFolder } from "./folder.js";
import { meRouter } from "./graph/me.js";
import { userinfo } from "./graph/userinfo.js";
import type { EmulatorLog } from "./log.js";
import { errorHandler, notFound } from "./pages/errorHandler.js";
import { formAsQuery } from "./pages/formAsQuery.js";
import { homePage } from "./pages/homePage.js";
import { interactionRouter } from "./pages/interactions/interactionRouter.js";
import { createRenderView } from "./pages/renderView.js";
import { securityHeaders } from "./pages/securityHeaders.js";
import { signOutRouter } from "./pages/signOut.js";
import { createProvider } from "./provider/createProvider.js";
import { discoveryDocument } from "./provider/discoveryDocument.js";
import { generateSigningKey, signingKeysOf } from "./provider/signingKeys.js";
import { acceptTenantNames, requireOwnHost } from "./provider/tenantNames.js";
import { mePath, type Tenant, tenantPaths, userinfoPath } from "./tenant.js";
import { tokenEndpoint } from "./tokens/tokenEndpoint.js";
import type { TokenOptions } from "./tokens/tokenOptions.js";

export interface EmulatorAppOptions {
  readonly clients: readonly EmulatorClient[];
  readonly log: EmulatorLog;
  /** Seconds between the questions of a device whether somebody has signed in. */
  readonly pollingInterval?: number;
  readonly tokens?: TokenOptions;
  readonly faults?: EmulatorFaults;
  /** Signs in place of a new one, whose making takes longer than all else of a start. */
  readonly signingKey?: GenerateKeyPairResult;
}

const picoStylesheet = fileURLToPath(import.meta.resolve("@picocss/pico"));

/** The emulator's Express app: its pages around oidc-provider, which answers the protocol itself. */
export async function createEmulatorApp(
  tenant: Tenant,
  { clients, log, pollingInterval = 5, tokens = {}, faults = {}, signingKey }: EmulatorAppOptions,
): Promise<Express> {
  const app = express();
  app.disable("x-powered-by");
  // Else Express finds endpoints by other spellings too, and oidc-provider half of what they do.
  app.enable("case sensitive routing");
  app.enable("strict routing");
  app.engine("hbs", hbs.create().__express);
  app.set("view engine", "hbs");
  app.enable("view cache");
  app.set("views", path.join(emulatorFolder, "views"));

  const accounts = new Accounts();
  const passcodes = new Passcodes(log);
  const signingKeys = await signingKeysOf(signingKey ?? (await generateSigningKey()), tenant.issuer);
  const provider = await createProvider({
    tenant,
    clients,
    accounts,
    signingKeys,
    renderView: createRenderView(app),
    pollingInterval,
    tokens,
    log,
  });
  const answer = provider.callback();

  app.use(requireOwnHost(tenant));
  app.use(securityHeaders(clients));
  app.get("/stylesheets/pico.min.css", (_request, response) => response.sendFile(picoStylesheet));
  app.use(express.static(path.join(emulatorFolder, "public"), { index: false }));
  app.get("/", homePage(tenant));
  app.all(userinfoPath, userinfo({ tenant, accounts, signingKeys }));
  app.use(mePath, meRouter({ tenant, accounts, signingKeys }, faults));
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
  app.post(tenantPaths.token, ...tokenEndpoint({ tenant, clients, provider, faults }));
  app.post(tenantPaths.deviceCode, answer);
  app.use(deviceLogin(provider));
  app.use(tenantPaths.logout, signOutRouter({ provider, accounts, clients }));
  app.use("/interaction/:uid", interactionRouter({ provider, accounts, passcodes }));
  app.use(notFound);
  app.use(errorHandler(log));
  return app;
}
