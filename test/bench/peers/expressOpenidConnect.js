import openidConnect from "express-openid-connect";
import { serveOrders } from "./orders.js";
import { createApp, servePages } from "./pages.js";
import { settings } from "./settings.js";

/** Express-openid-connect with the authorization code flow, and its sessions in encrypted cookies. */
const app = createApp();
app.use(
  openidConnect.auth({
    authRequired: false,
    issuerBaseURL: settings.issuer,
    baseURL: settings.origin,
    clientID: settings.clientId,
    clientSecret: settings.clientSecret,
    clientAuthMethod: "client_secret_post",
    secret: settings.sessionSecret,
    authorizationParams: {
      response_type: "code",
      ...(settings.apiScopes && { scope: `openid profile email offline_access ${settings.apiScopes}` }),
    },
    routes: { login: "/auth/signin", callback: "/auth/redirect", logout: "/auth/signout" },
  }),
);
if (settings.ordersApiUrl) {
  serveOrders(app, openidConnect.requiresAuth(), async ({ oidc }) => {
    const { accessToken } = oidc;
    return accessToken.isExpired() ? (await accessToken.refresh()).access_token : accessToken.access_token;
  });
}
servePages(app, ({ oidc }) => (oidc.isAuthenticated() ? oidc.idTokenClaims : undefined));
