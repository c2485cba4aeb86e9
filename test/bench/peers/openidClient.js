import * as client from "openid-client";
import { createApp, servePages } from "./pages.js";
import { useSessions } from "./sessions.js";
import { settings } from "./settings.js";

/**
 * The least with which openid-client signs somebody in: PKCE, state and nonce in the session, and then the claims. It
 * verifies the signature of the ID token only if it is told to.
 */
const configuration = await client.discovery(
  new URL(settings.issuer),
  settings.clientId,
  undefined,
  client.ClientSecretPost(settings.clientSecret),
);
if (settings.verifySignatures) {
  client.enableNonRepudiationChecks(configuration);
}
const app = createApp();
useSessions(app);
app.get("/auth/signin", async (request, response) => {
  const codeVerifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const nonce = client.randomNonce();
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: `${settings.origin}/auth/redirect`,
    scope: "openid profile email",
    code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: "S256",
    state,
    nonce,
  });
  request.session.signIn = { codeVerifier, state, nonce };
  response.redirect(url.href);
});
app.get("/auth/redirect", async (request, response) => {
  const { codeVerifier, state, nonce } = request.session.signIn;
  const tokens = await client.authorizationCodeGrant(
    configuration,
    new URL(request.originalUrl, settings.origin),
    { pkceCodeVerifier: codeVerifier, expectedState: state, expectedNonce: nonce },
  );
  delete request.session.signIn;
  request.session.claims = tokens.claims();
  response.redirect("/");
});
servePages(app, (request) => request.session.claims);
