const unknownIdentity =
  "The administration application does not trust this GitHub workflow: under Certificates & secrets, Federated credentials, " +
  "add one with the issuer, the subject (repository and branch or environment) and the audience of its token.";

/** What to do about a number of Entra's if an administration application signs in. */
export const appOnlyAdvice: Readonly<Record<number, string>> = {
  70021: unknownIdentity,
  700016:
    "Entra does not know the administration application in this tenant: register it in the external tenant, and name it with --admin-client-id.",
  700027:
    "Entra does not know the certificate of --admin-certificate: register it at the administration application.",
  700211: unknownIdentity,
  700212: unknownIdentity,
  700213: unknownIdentity,
  7000112: "The administration application is disabled: an administrator has to enable it.",
  7000215:
    "ADMIN_CLIENT_SECRET is not the secret of the administration application: it is the Value, not the Secret ID.",
  7000222: "The secret in ADMIN_CLIENT_SECRET has expired: make a new one at the administration application.",
  7000229:
    "The administration application has no service principal in this tenant: add it under Enterprise applications.",
};
