import { AuthProvider } from "./auth/AuthProvider.js";
import type { ClientCredential } from "./auth/clientCredential.js";
import { TenantClient } from "./auth/http/tenantClient.js";
import { IdTokenValidator } from "./auth/idToken/idTokenValidator.js";
import { AuthorityMetadataSource } from "./auth/tenant/authorityMetadata.js";
import type { Config, RedisConfig } from "./config/config.js";
import { createClientCredential } from "./credentials/createClientCredential.js";
import type { Log } from "./log/log.js";
import { createMemoryStorage } from "./session/memory/memoryStorage.js";
import type { RedisCredentials } from "./session/redis/redisCredentials.js";
import type { Storage } from "./session/storage.js";

/** What the app is made of; tests build others. */
export interface AppDependencies {
  readonly config: Config;
  readonly metadata: AuthorityMetadataSource;
  readonly idTokens: IdTokenValidator;
  readonly authProvider: AuthProvider;
  readonly credential: ClientCredential;
  readonly storage: Storage;
  /** Aborted when the process is told to end. */
  readonly stopping: AbortSignal;
  readonly log: Log;
}

/** Builds what the app is made of, as the configuration asks. `stopping` is aborted when the process is told to end. */
export async function createDependencies(
  config: Config,
  log: Log,
  stopping: AbortSignal,
): Promise<AppDependencies> {
  const http = new TenantClient();
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

/** Ends what runs beside requests. */
export async function closeDependencies({ credential, storage }: AppDependencies): Promise<void> {
  credential.close();
  await storage.close();
}

/** Loads the client of Redis only if it is needed. */
async function createStorage(config: Config, log: Log): Promise<Storage> {
  if (!config.redis) {
    return createMemoryStorage(config);
  }
  const { createRedisStorage } = await import("./session/redis/redisStorage.js");
  return createRedisStorage(config, config.redis, log, await createRedisCredentials(config.redis, log));
}

/** Returns the credentials that expire, and loads them only if they are needed; undefined if the URL has all. */
async function createRedisCredentials(
  { identity }: RedisConfig,
  log: Log,
): Promise<RedisCredentials | undefined> {
  if (!identity) {
    return undefined;
  }
  const [{ RedisIdentity }, { redisUserOf }] = await Promise.all([
    import("./credentials/identity/redisIdentity.js"),
    import("./credentials/identity/redisUser.js"),
  ]);
  return new RedisIdentity(redisUserOf(identity.clientId), log);
}
