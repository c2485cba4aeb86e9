import type { ClientMetadata, Provider } from "oidc-provider";
import type { Application } from "../applications/application.js";
import type { Applications } from "../applications/applications.js";
import { platformOf, registeredUris } from "../applications/redirectUris.js";
import { deviceCodeGrant } from "../deviceCode/commandLineTools.js";
import type { Tenant } from "../tenant.js";

/**
 * Returns how oidc-provider knows an application: by a secret of the emulator's own, which judges the proofs itself, and by
 * those redirect URIs that a web app of its can have.
 */
export function registeredClient(
  application: Application,
  { domain }: Tenant,
  innerSecret: string,
): ClientMetadata {
  const { clientId, displayName, allowPublicClientFlows } = application;
  // An app whose redirect URIs have several hosts must name its sector; the app itself is the sector here.
  const sector = `https://${domain}/${clientId}`;
  const uris = registeredUris(application).filter((uri) => /^https?:/.test(uri));
  return {
    client_id: clientId,
    client_name: displayName,
    client_secret: innerSecret,
    redirect_uris: uris.length > 0 ? uris : [sector],
    token_endpoint_auth_method: "client_secret_post",
    grant_types: [
      "authorization_code",
      "refresh_token",
      "client_credentials",
      ...(allowPublicClientFlows ? [deviceCodeGrant] : []),
    ],
    response_types: ["code"],
    subject_type: allowPublicClientFlows ? "public" : "pairwise",
    sector_identifier_uri: sector,
  };
}

/** Gives devices pairwise subjects, as Entra does: oidc-provider registers no client that has both. */
export function givePairwiseSubjects({ Client }: Provider, applications: Applications): void {
  const { find } = Client;
  Client.find = async (id) => {
    const client = await find.call(Client, id);
    return client && applications.find(id) ? Object.assign(client, { subjectType: "pairwise" }) : client;
  };
}

/** Compares redirect URIs as Entra does, for the applications of the tenant. */
export function compareRedirectUrisAsEntra({ Client }: Provider, applications: Applications): void {
  const { redirectUriAllowed } = Client.prototype;
  Client.prototype.redirectUriAllowed = function (uri) {
    const application = applications.find(this.clientId);
    return application ? platformOf(application, uri) !== undefined : redirectUriAllowed.call(this, uri);
  };
}

/** Lets the applications of the tenant ask for every type of response: what they may have is judged as Entra does. */
export function takeEveryResponseType({ Client }: Provider, applications: Applications): void {
  const { responseTypeAllowed } = Client.prototype;
  Client.prototype.responseTypeAllowed = function (type) {
    return applications.find(this.clientId) !== undefined || responseTypeAllowed.call(this, type);
  };
}
