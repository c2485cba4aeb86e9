const userInfo = "UserInfo is not called: the claims are those of the ID token";
const otherFlows = "for the implicit and hybrid flows: no ID token comes by the browser";
const requestObjects = "Entra takes no request_uri";
const noRegistration = "applications are registered with Entra beforehand";
const oneTenant = "the tenant is configured, so there is nobody to look up";
const noTokens = "no access or refresh token is kept";
const frontChannel = "shown by test/routes/frontChannelLogout and test/browser/signOutEverywhere";
const backChannel = "Entra has no back-channel logout";

/** Why modules of the suite do not apply to this app. The first prefix of a module's name that is here says it. */
const reasons: readonly (readonly [prefix: string, reason: string])[] = [
  ["oidcc-client-test-userinfo-", userInfo],
  ["oidcc-client-test-scope-userinfo-claims", userInfo],
  ["oidcc-client-test-aggregated-claims", userInfo],
  ["oidcc-client-test-distributed-claims", userInfo],
  ["oidcc-client-test-client-secret-basic", "MSAL Node sends the secret by client_secret_post"],
  ["oidcc-client-test-nonce-unless-code-flow", otherFlows],
  ["oidcc-client-test-missing-chash", otherFlows],
  ["oidcc-client-test-invalid-chash", otherFlows],
  ["oidcc-client-test-missing-athash", otherFlows],
  ["oidcc-client-test-invalid-athash", otherFlows],
  ["oidcc-client-test-mtls-endpoint-aliases", "the app does not authenticate by mutual TLS"],
  ["oidcc-client-test-discovery-webfinger-", oneTenant],
  ["oidcc-client-test-dynamic-registration", noRegistration],
  ["oidcc-client-test-request-uri-", requestObjects],
  ["oidcc-client-test-rp-frontchannel-", frontChannel],
  ["oidcc-client-test-rp-backchannel-", backChannel],
  ["oidcc-client-test-session-management", "the app does not watch the provider's session in an iframe"],
  ["oidcc-client-test-refresh-token", noTokens],
  [
    "oidcc-client-test-3rd-party-init-login",
    "sign-in starts in the app, by /auth/signin, which takes no iss",
  ],
];

/** Says why a module does not apply; undefined if it does. */
export function whyNotApplicable(module: string): string | undefined {
  return reasons.find(([prefix]) => module.startsWith(prefix))?.[1];
}
