import { randomUUID } from "node:crypto";
import path from "node:path";
import { fileURLToPath } from "node:url";
import express, { type Express } from "express";
import hbs from "hbs";
import { requireParameters } from "./answers/requiredParameters.js";
import { Applications } from "./applications/applications.js";
import type { TenantDefinition } from "./configuration/tenantDefinition.js";
import { deviceCodeEndpoint } from "./deviceCode/deviceCodeEndpoint.js";
import { deviceLogin } from "./deviceCode/deviceLogin.js";
import { groupsById } from "./directory/groups.js";
import { shownUsers } from "./directory/shownUsers.js";
import { UserFlows } from "./directory/userFlows.js";
import { instanceDiscovery } from "./discovery/instanceDiscovery.js";
import { metadataRouter } from "./discovery/metadataRouter.js";
import type { EmulatorAppOptions } from "./emulatorOptions.js";
import type { EmulatorState } from "./emulatorState.js";
import { emulatorFolder } from "./folder.js";
import { directoryRouter } from "./graph/directoryRouter.js";
import { graphForPages } from "./graph/graphForPages.js";
import { meRouter } from "./graph/me.js";
import { userinfo } from "./graph/userinfo.js";
import { nativeRouter } from "./native/nativeRouter.js";
import { errorHandler, notFound } from "./pages/errorHandler.js";
import { formAsQuery } from "./pages/formAsQuery.js";
import { interactionRouter } from "./pages/interactions/interactionRouter.js";
import { createRenderView } from "./pages/renderView.js";
import { securityHeaders } from "./pages/securityHeaders.js";
import { signOutRouter } from "./pages/signOut.js";
import { createProvider } from "./provider/createProvider.js";
import { acceptTenantNames, requireOwnHost } from "./provider/tenantNames.js";
import { preflight } from "./singlePage/preflight.js";
import { failAsAsked } from "./steering/faults/failAsAsked.js";
import { recordFlows } from "./steering/flows/recordFlows.js";
import { steeringRouter } from "./steering/steeringRouter.js";
import type { TenantControls } from "./steering/tenantControls.js";
import { graphPath, instanceDiscoveryPath, mePath, type Tenant, userinfoPath } from "./tenant.js";
import { tokenEndpoint } from "./tokens/tokenEndpoint.js";

interface AppOptions extends EmulatorAppOptions {
  readonly controls: TenantControls;
}

const picoStylesheet = fileURLToPath(import.meta.resolve("@picocss/pico"));

/**
 * The emulator's Express app: its pages around oidc-provider, which answers the protocol itself. `state` may have been
 * another one's before, which this one then takes the place of.
 */
export async function createEmulatorApp(
  tenant: Tenant,
  definition: TenantDefinition,
  state: EmulatorState,
  { log, pollingInterval = 5, tokens = {}, controls }: AppOptions,
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

  app.locals.tenantName = tenant.displayName;

  const { accounts, passcodes, continuationTokens, signingKeys, faults } = state;
  const applications = new Applications(definition.applications);
  const shown = shownUsers(definition.users);
  const contexts = definition.authenticationContexts;
  const innerSecret = randomUUID();
  const provider = await createProvider({
    tenant,
    applications,
    accounts,
    groups: groupsById(definition.groups),
    contexts,
    lifetimes: definition.lifetimes,
    storage: state.storage,
    faults,
    innerSecret,
    signingKeys,
    renderView: createRenderView(app),
    pollingInterval,
    tokens,
    log,
  });
  const answer = provider.callback();
  const userFlows = new UserFlows(definition.userFlows);

  app.use(requireOwnHost(tenant));
  app.use(securityHeaders(applications.all));
  app.get("/stylesheets/pico.min.css", (_request, response) => response.sendFile(picoStylesheet));
  app.use(express.static(path.join(emulatorFolder, "public"), { index: false }));
  app.use(steeringRouter({ tenant, definition, state, controls }));
  app.use(recordFlows(state.flows));
  app.get(instanceDiscoveryPath, instanceDiscovery(tenant));
  app.use(acceptTenantNames(tenant));
  app.use([userinfoPath, graphPath], graphForPages);
  app.use(failAsAsked({ tenant, applications, faults }));
  app.all(userinfoPath, userinfo({ tenant, accounts, signingKeys }));
  app.use(graphPath, directoryRouter({ tenant, accounts, signingKeys }));
  app.use(mePath, meRouter({ tenant, accounts, signingKeys }));
  app.use(metadataRouter(tenant, signingKeys));
  app.get(tenant.paths.authorize, requireParameters);
  app.get([tenant.paths.authorize, `${tenant.paths.authorize}/:uid`], answer);
  app.post(tenant.paths.authorize, ...formAsQuery);
  app.options(tenant.paths.token, preflight(applications));
  app.use(
    `/${tenant.id}`,
    nativeRouter({
      provider,
      applications,
      accounts,
      passcodes,
      userFlows,
      contexts,
      continuationTokens,
      tokens,
    }),
  );
  app.post(
    tenant.paths.token,
    ...tokenEndpoint({
      tenant,
      applications,
      accounts,
      contexts,
      provider,
      signingKeys,
      innerSecret,
    }),
  );
  app.post(tenant.paths.deviceCode, ...deviceCodeEndpoint({ applications, provider, innerSecret }));
  app.use(deviceLogin(provider));
  app.use(tenant.paths.logout, signOutRouter({ tenant, provider, accounts, applications }));
  app.use(
    "/interaction/:uid",
    interactionRouter({ provider, accounts, passcodes, userFlows, shownUsers: shown }),
  );
  app.use(notFound);
  app.use(errorHandler(log));
  return app;
}
