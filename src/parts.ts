import type { AppParts } from "./app.js";
import { AuthProvider } from "./auth/AuthProvider.js";
import { AuthorityMetadataSource } from "./auth/authorityMetadata.js";
import { createHttpClient } from "./auth/httpClient.js";
import { IdTokenValidator } from "./auth/idTokenValidator.js";
import type { Config } from "./config.js";
import type { Log } from "./log.js";
import { createSessionStore } from "./session/store.js";

/** Builds the parts of the app as the configuration asks. */
export function createParts(config: Config, log: Log): AppParts {
  const http = createHttpClient();
  const metadata = new AuthorityMetadataSource({ ...config, http, log });
  const idTokens = new IdTokenValidator({ ...config, http });
  const authProvider = new AuthProvider({ config, metadata, idTokens, http, log });
  return { config, authProvider, sessionStore: createSessionStore(config), log };
}
