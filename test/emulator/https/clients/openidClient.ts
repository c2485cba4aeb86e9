import * as client from "openid-client";
import { ada, typeCredentials } from "../../../support/emulator/emulatorApps.js";
import { FormBrowser } from "../../../support/visitors/formBrowser.js";

/** An app as its developer writes it: settings, and openid-client, which knows nothing of Entra. */
const { ISSUER = "", CLIENT_ID = "", CLIENT_SECRET = "", REDIRECT_URI = "" } = process.env;
const config = await client.discovery(new URL(ISSUER), CLIENT_ID, CLIENT_SECRET);
const pkceCodeVerifier = client.randomPKCECodeVerifier();
const expectedState = client.randomState();
const url = client.buildAuthorizationUrl(config, {
  redirect_uri: REDIRECT_URI,
  scope: "openid profile offline_access",
  code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
  code_challenge_method: "S256",
  state: expectedState,
});

const browser = new FormBrowser(url.origin);
const answer = await typeCredentials(browser, await browser.open(url.href), ada.email, ada.password);
const tokens = await client.authorizationCodeGrant(config, answer.url, { pkceCodeVerifier, expectedState });
const renewed = await client.refreshTokenGrant(config, tokens.refresh_token ?? "");
process.stdout.write(
  JSON.stringify({ asked: url.origin, claims: tokens.claims(), renewed: renewed.claims() }),
);
