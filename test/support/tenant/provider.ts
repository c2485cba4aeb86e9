import { AuthProvider } from "../../../src/auth/AuthProvider.js";
import { TenantClient } from "../../../src/auth/http/tenantClient.js";
import { IdTokenValidator } from "../../../src/auth/idToken/idTokenValidator.js";
import { AuthorityMetadataSource } from "../../../src/auth/tenant/authorityMetadata.js";
import type { Environment } from "../../../src/config/environment/parseEnvironment.js";
import { loadConfig } from "../../../src/config/loadConfig.js";
import { createClientCredential } from "../../../src/credentials/createClientCredential.js";
import { tenantEnvironment } from "../app/environments.js";
import { createMemoryLog } from "../app/memoryLog.js";
import { answerJson, type LocalServer, startLocalServer } from "../network/localServer.js";
import { metadataOf } from "./metadataOf.js";

/** An AuthProvider and the server of its tenant, which publishes metadata and does nothing else. */
export async function startProvider(environment: Environment = {}): Promise<{
  readonly provider: AuthProvider;
  readonly tenant: LocalServer;
  readonly authority: string;
  readonly logLines: readonly string[];
}> {
  const tenant = await startLocalServer(() => {});
  const authority = `${tenant.url}/contoso.onmicrosoft.com`;
  tenant.answer = answerJson(metadataOf(authority));
  return { tenant, authority, ...(await createProvider({ AUTHORITY: authority, ...environment })) };
}

/** An AuthProvider as these settings ask for. */
export async function createProvider(environment: Environment): Promise<{
  readonly provider: AuthProvider;
  readonly logLines: readonly string[];
}> {
  const config = loadConfig({ ...tenantEnvironment, ...environment });
  const http = new TenantClient();
  const log = createMemoryLog();
  const metadata = new AuthorityMetadataSource({ ...config, http, log });
  const idTokens = new IdTokenValidator({ ...config, http });
  const credential = await createClientCredential(config, log);
  const provider = new AuthProvider({ config, metadata, idTokens, credential, http, log });
  return { provider, logLines: log.lines };
}
