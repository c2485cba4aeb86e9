import { ConfidentialClientApplication, CryptoProvider } from "@azure/msal-node";
import { ada, typeCredentials } from "../../../support/emulator/emulatorApps.js";
import { FormBrowser } from "../../../support/visitors/formBrowser.js";

/** An app as its developer writes it: settings, and MSAL Node with nothing else about the tenant. */
const { AUTHORITY, KNOWN_AUTHORITIES, CLIENT_ID = "", CLIENT_SECRET = "", REDIRECT_URI = "" } = process.env;
const msal = new ConfidentialClientApplication({
  auth: {
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    ...(AUTHORITY && { authority: AUTHORITY }),
    knownAuthorities: KNOWN_AUTHORITIES?.split(" ") ?? [],
  },
});
const scopes = ["openid", "profile", "offline_access"];
const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
const url = await msal.getAuthCodeUrl({
  scopes,
  redirectUri: REDIRECT_URI,
  responseMode: "query",
  codeChallenge: challenge,
  codeChallengeMethod: "S256",
});

const browser = new FormBrowser(new URL(url).origin);
const answer = await typeCredentials(browser, await browser.open(url), ada.email, ada.password);
const { account, idTokenClaims } = await msal.acquireTokenByCode({
  scopes,
  redirectUri: REDIRECT_URI,
  code: answer.url.searchParams.get("code") ?? "",
  codeVerifier: verifier,
});
const renewed = account && (await msal.acquireTokenSilent({ scopes, account, forceRefresh: true }));
process.stdout.write(
  JSON.stringify({ asked: new URL(url).origin, claims: idTokenClaims, renewed: renewed?.idTokenClaims }),
);
