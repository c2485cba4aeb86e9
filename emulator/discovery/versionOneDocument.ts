import type { Tenant } from "../tenant.js";
import { discoveryDocument } from "./discoveryDocument.js";

/**
 * Returns the discovery document of version 1.0, by which an API verifies tokens of version 1.0: it has an issuer of its
 * own. The endpoints in it are those of version 2.0, because the emulator has no others.
 */
export function versionOneDocument(tenant: Tenant, host: string): object {
  const { origins, url, id, paths } = tenant;
  return {
    ...discoveryDocument(tenant, host),
    issuer: `https://sts.windows.net/${id}/`,
    jwks_uri: `${origins.get(host) ?? url}${paths.versionOneKeys}`,
  };
}
