import { type Cloud, clouds } from "../../../AppCreationScripts/clouds.js";

/** A cloud whose sign-in endpoints are a server's, and the token endpoint of a tenant there. */
export function cloudAt(server: { readonly url: string }, tenant: string) {
  const endpoint = (name: string) => `${server.url}/${tenant}/oauth2/v2.0/${name}`;
  const cloud: Cloud = {
    ...clouds.Global,
    signInOrigin: server.url,
    authorityMetadata: JSON.stringify({
      issuer: `${server.url}/${tenant}/v2.0`,
      authorization_endpoint: endpoint("authorize"),
      token_endpoint: endpoint("token"),
      end_session_endpoint: endpoint("logout"),
      jwks_uri: endpoint("keys"),
    }),
  };
  return { cloud, tokenEndpoint: endpoint("token") };
}
