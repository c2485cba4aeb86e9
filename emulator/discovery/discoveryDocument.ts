import { type Tenant, userinfoPath } from "../tenant.js";

/**
 * The discovery document with the fields and values of an external tenant (OpenID Connect Discovery 1.0 section 3).
 * Its addresses are those of the host that was asked, where the emulator has several. Like Entra's it says nothing of PKCE,
 * which works all the same.
 */
export function discoveryDocument(
  { origins, url: ownUrl, issuer, paths }: Tenant,
  host: string,
  appId?: string,
): object {
  const url = origins.get(host) ?? ownUrl;
  const query = appId === undefined ? "" : `?appid=${appId}`;
  return {
    token_endpoint: `${url}${paths.token}`,
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
    jwks_uri: `${url}${paths.keys}${query}`,
    response_modes_supported: ["query", "fragment", "form_post"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    issuer,
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${url}${userinfoPath}`,
    device_authorization_endpoint: `${url}${paths.deviceCode}`,
    authorization_endpoint: `${url}${paths.authorize}`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${url}${paths.logout}`,
    claims_supported: [
      "sub",
      "iss",
      "cloud_instance_name",
      "cloud_instance_host_name",
      "cloud_graph_host_name",
      "msgraph_host",
      "aud",
      "exp",
      "iat",
      "auth_time",
      "acr",
      "nonce",
      "preferred_username",
      "name",
      "tid",
      "ver",
      "at_hash",
      "c_hash",
      "email",
    ],
    tenant_region_scope: "EU",
    cloud_instance_name: "microsoftonline.com",
    cloud_graph_host_name: "graph.windows.net",
    msgraph_host: "graph.microsoft.com",
    rbac_url: "https://pas.windows.net",
  };
}
