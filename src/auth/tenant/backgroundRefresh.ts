import { describeCause } from "../../log/describeCause.js";
import type { Log } from "../../log/log.js";
import type { IdTokenValidator } from "../idToken/idTokenValidator.js";
import type { AuthorityMetadataSource } from "./authorityMetadata.js";

/** Milliseconds after the start: what the first page needs comes first. */
const beginning = 1_000;

/** In milliseconds. */
const interval = 60 * 60 * 1000;

interface Refreshed {
  readonly metadata: AuthorityMetadataSource;
  readonly idTokens: IdTokenValidator;
  readonly log: Log;
}

/**
 * Fetches the tenant's metadata and keys soon, and then the keys every hour and the metadata once a day, so that nobody who
 * signs in waits for them, nor for MSAL to load. If that fails the old ones stay. Returns a function that ends it.
 */
export function refreshInBackground({ metadata, idTokens, log }: Refreshed): () => void {
  const refresh = async () => {
    try {
      await import("../msalClient.js");
      await idTokens.refreshKeys(await metadata.get());
    } catch (error) {
      log.warn(`The tenant's metadata or keys could not be refreshed: ${describeCause(error)}`);
    }
  };
  const first = setTimeout(refresh, beginning);
  first.unref();
  const timer = setInterval(refresh, interval);
  timer.unref();
  return () => {
    clearTimeout(first);
    clearInterval(timer);
  };
}
