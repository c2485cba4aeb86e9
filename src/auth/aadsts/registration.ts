const grantConsent = "An administrator has to grant consent: API permissions, Grant admin consent.";
const noFederatedCredential =
  "No federated credential of the application has the issuer, subject and audience of the token: add it under Certificates & secrets.";
const noSuchTenant =
  "There is no such tenant: compare TENANT_SUBDOMAIN or AUTHORITY with the tenant's domain or id, in this cloud.";
const badAssertion =
  "The token that stands for the app is not one that the tenant takes: see the federated credential and who issues the token.";
const changedRequest = "The tenant cannot read the request: does a proxy change it?";
const acceptMappedClaims =
  "Claims are mapped for this application: set acceptMappedClaims to true in its manifest, or give it a signing key of its own.";

/** Numbers by which the tenant refuses the app, and what a developer has to mend in its registration or its settings. */
export const registrationFaults: Readonly<Record<number, string>> = {
  50011: "REDIRECT_URI is not registered: add it under Authentication, platform Web, letter for letter.",
  50027: badAssertion,
  50048: badAssertion,
  50146: acceptMappedClaims,
  50166: "The tenant cannot fetch the keys of who issued the token that stands for the app.",
  65001: grantConsent,
  70003: changedRequest,
  70007: changedRequest,
  70011: "A scope is not valid: compare the scopes that the app asks for with its API permissions.",
  90002: noSuchTenant,
  90094: grantConsent,
  500011: "The API of a scope is not in this tenant: create its service principal, or correct the scope.",
  500112: "REDIRECT_URI is not that of the sign-in: it has changed meanwhile, or differs between instances.",
  501461: acceptMappedClaims,
  501491: changedRequest,
  650051:
    "The application's service principal is being made, or consent is incomplete: wait a few minutes, then grant admin consent again.",
  650057:
    "The API of a scope is not among the application's API permissions: add it, and grant admin consent.",
  700016: "CLIENT_ID is not an application of this tenant: compare it and TENANT_SUBDOMAIN or AUTHORITY.",
  700023: badAssertion,
  700024: "The client assertion is not valid at this time: is this machine's clock right?",
  700025:
    "The application is a public client, which may show no secret and no certificate: register REDIRECT_URI for the platform Web, and set Allow public client flows to No.",
  700027:
    "The certificate of the client assertion is not registered: upload it under Certificates & secrets.",
  700038: "CLIENT_ID is not an application (client) id.",
  700054: "response_type id_token is not enabled for the application, and this app does not need it.",
  700211: noFederatedCredential,
  700212: noFederatedCredential,
  700213: noFederatedCredential,
  700236:
    "A managed identity of another tenant cannot stand for this application: in an external tenant use a certificate, in Azure one from a Key Vault that the identity may read.",
  900021: noSuchTenant,
  1000502: "The certificate of the client assertion is outside its validity: renew it.",
  7000215: "CLIENT_SECRET is wrong: use the secret's Value, not its Secret ID.",
  7000218: "The token request came without a secret or certificate: set the app's credential.",
  7000222: "CLIENT_SECRET has expired: make a new one under Certificates & secrets.",
  7000272: badAssertion,
  9002313: changedRequest,
  9002327:
    "REDIRECT_URI is registered for the platform Single-page application: register it for the platform Web.",
};
