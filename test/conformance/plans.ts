const basic = [
  "oidcc-client-test",
  "oidcc-client-test-invalid-iss",
  "oidcc-client-test-missing-sub",
  "oidcc-client-test-invalid-aud",
  "oidcc-client-test-missing-iat",
  "oidcc-client-test-kid-absent-single-jwks",
  "oidcc-client-test-kid-absent-multiple-jwks",
  "oidcc-client-test-idtoken-sig-rs256",
  "oidcc-client-test-idtoken-sig-none",
  "oidcc-client-test-invalid-sig-rs256",
  "oidcc-client-test-userinfo-invalid-sub",
  "oidcc-client-test-nonce-invalid",
  "oidcc-client-test-scope-userinfo-claims",
  "oidcc-client-test-client-secret-basic",
];

/**
 * The modules of the OpenID Foundation's relying-party plans, as its conformance suite names them
 * (gitlab.com/openid/conformance-suite, package `net.openid.conformance.openid.client`). A module stands under the first
 * plan that has it. The plans of the implicit and hybrid flows have no others.
 */
export const plans: Readonly<Record<string, readonly string[]>> = {
  "Basic RP and Form Post RP: oidcc-client-basic-certification-test-plan, oidcc-client-formpost-basic-certification-test-plan":
    basic,
  "Config RP: oidcc-client-config-certification-test-plan": [
    "oidcc-client-test-discovery-openid-config",
    "oidcc-client-test-discovery-jwks-uri-keys",
    "oidcc-client-test-discovery-issuer-mismatch",
    "oidcc-client-test-signing-key-rotation-just-before-signing",
    "oidcc-client-test-signing-key-rotation",
  ],
  "RP-Initiated Logout RP: oidcc-client-rp-initiated-logout-rp-basic": [
    "oidcc-client-test-rp-init-logout",
    "oidcc-client-test-rp-init-logout-other-state",
    "oidcc-client-test-rp-init-logout-no-state",
  ],
  "Not for certification: oidcc-client-test-plan": [
    "oidcc-client-test-form-post-error",
    "oidcc-client-test-missing-aud",
    "oidcc-client-test-invalid-sig-hs256",
    "oidcc-client-test-invalid-sig-es256",
    "oidcc-client-test-ignores-unparseable-key-in-jwks",
    "oidcc-client-test-userinfo-bearer-header",
    "oidcc-client-test-userinfo-bearer-body",
    "oidcc-client-test-aggregated-claims",
    "oidcc-client-test-distributed-claims",
    "oidcc-client-test-nonce-unless-code-flow",
    "oidcc-client-test-missing-chash",
    "oidcc-client-test-invalid-chash",
    "oidcc-client-test-missing-athash",
    "oidcc-client-test-invalid-athash",
    "oidcc-client-test-mtls-endpoint-aliases",
  ],
  "Dynamic RP: oidcc-client-dynamic-certification-test-plan": [
    "oidcc-client-test-discovery-webfinger-acct",
    "oidcc-client-test-discovery-webfinger-url",
    "oidcc-client-test-dynamic-registration",
    "oidcc-client-test-request-uri-signed-rs256",
    "oidcc-client-test-request-uri-signed-none",
    "oidcc-client-test-userinfo-signed",
  ],
  "Front-, Back-Channel Logout RP, Session Management RP: oidcc-client-logout-test-plan": [
    "oidcc-client-test-rp-frontchannel-rpinitlogout",
    "oidcc-client-test-rp-frontchannel-opinitlogout",
    "oidcc-client-test-rp-backchannel-rpinitlogout",
    "oidcc-client-test-rp-backchannel-rpinitlogout-alg-none",
    "oidcc-client-test-rp-backchannel-rpinitlogout-no-event",
    "oidcc-client-test-rp-backchannel-rpinitlogout-with-nonce",
    "oidcc-client-test-rp-backchannel-rpinitlogout-wrong-alg",
    "oidcc-client-test-rp-backchannel-rpinitlogout-wrong-aud",
    "oidcc-client-test-rp-backchannel-rpinitlogout-wrong-event",
    "oidcc-client-test-rp-backchannel-rpinitlogout-wrong-iss",
    "oidcc-client-test-session-management",
  ],
  "Refresh tokens and third-party sign-in: oidcc-client-refreshtoken-test-plan, oidcc-client-test-3rd-party-init-login-test-plan":
    [
      "oidcc-client-test-refresh-token",
      "oidcc-client-test-refresh-token-invalid-issuer",
      "oidcc-client-test-refresh-token-invalid-sub",
      "oidcc-client-test-3rd-party-init-login",
    ],
};
