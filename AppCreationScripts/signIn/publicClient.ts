import { PublicClientApplication } from "@azure/msal-node";
import { createMsalNetworkClient } from "../../src/auth/http/msalNetworkClient.js";
import { TenantClient } from "../../src/auth/http/tenantClient.js";
import type { Cloud } from "../clouds.js";
import type { Wait } from "../http/bearerHttpClient.js";
import { pollPatiently } from "./pollPatiently.js";
import { refuseErrors } from "./signInErrors.js";
import type { SignInWay } from "./signInRequest.js";

interface PublicClientOptions {
  readonly clientId: string;
  readonly way: SignInWay;
  readonly wait: Wait;
}

/** MSAL's public client. It takes only `https:` authorities; the endpoints that it then calls are those of the metadata. */
export function createPublicClient(
  { signInOrigin, authorityMetadata }: Cloud,
  tenant: string,
  { clientId, way, wait }: PublicClientOptions,
): PublicClientApplication {
  const { host } = new URL(signInOrigin);
  const network = createMsalNetworkClient(new TenantClient(), (body) => refuseErrors(body, way));
  return new PublicClientApplication({
    auth: {
      clientId,
      authority: `https://${host}/${tenant}`,
      knownAuthorities: [host],
      ...(authorityMetadata === undefined ? {} : { authorityMetadata }),
    },
    system: { networkClient: pollPatiently(network, wait) },
  });
}
