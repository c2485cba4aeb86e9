import type { TokenPartition } from "../../auth/accessToken/tokenRequest.js";
import { Seal } from "../../auth/seal.js";
import type { Storage } from "../storage.js";
import { storageUnavailable } from "../storageUnavailable.js";

/**
 * Returns where a session keeps its tokens, sealed by a key that is this session's alone: what was sealed for another, or has
 * been tampered with, is as nothing.
 *
 * @throws HttpError 503, from its methods, if the storage does not answer.
 */
export function tokenPartition(
  sessionId: string,
  { tokens }: Pick<Storage, "tokens">,
  { sessionSecrets }: { readonly sessionSecrets: readonly [string, ...string[]] },
): TokenPartition {
  const seal = new Seal(sessionSecrets, `tokens of the session ${sessionId}`);
  return {
    async read() {
      return seal.open(await tokens.get(sessionId).catch(unavailable));
    },
    async write(text) {
      await tokens.set(sessionId, seal.seal(text)).catch(unavailable);
    },
  };
}

function unavailable(error: unknown): never {
  throw storageUnavailable(error);
}
