import type { AppParts } from "./app.js";
import { AuthProvider } from "./auth/AuthProvider.js";
import { AuthorityMetadataSource } from "./auth/authorityMetadata.js";
import { createHttpClient } from "./auth/httpClient.js";
import { IdTokenValidator } from "./auth/idTokenValidator.js";
import type { Config } from "./config/config.js";
import { createClientCredential } from "./credentials/createClientCredential.js";
import type { Log } from "./log.js";
import { createMemoryStorage } from "./session/memoryStorage.js";
import type { Storage } from "./session/storage.js";

/** Builds the parts of the app as the configuration asks. `stopping` is aborted when the process is told to end. */
export async function createParts(config: Config, log: Log, stopping: AbortSignal): Promise<AppParts> {
  const http = createHttpClient();
  const metadata = new AuthorityMetadataSource({ ...config, http, log });
  const idTokens = new IdTokenValidator({ ...config, http });
  const credential = await createClientCredential(config, log);
  const authProvider = new AuthProvider({ config, metadata, idTokens, credential, http, log });
  return {
    config,
    metadata,
    idTokens,
    authProvider,
    credential,
    storage: await createStorage(config, log),
    stopping,
    log,
  };
}

/** Ends what the parts keep running. */
export async function closeParts({ credential, storage }: AppParts): Promise<void> {
  credential.close();
  await storage.close();
}

/** Loads the client of Redis only where it is needed. */
async function createStorage(config: Config, log: Log): Promise<Storage> {
  if (!config.redis) {
    return createMemoryStorage(config);
  }
  const { createRedisStorage } = await import("./redis/redisStorage.js");
  return createRedisStorage(config, config.redis, log);
}
