import type { Request } from "express";
import type { AuthProvider } from "../../auth/AuthProvider.js";
import type { TokenOptions } from "../../auth/accessToken/tokenRequest.js";
import type { Config } from "../../config/config.js";
import { personOf } from "../signedIn.js";
import type { Storage } from "../storage.js";
import { tokenPartition } from "./tokenPartition.js";

interface AccessTokensParts {
  readonly config: Pick<Config, "sessionSecrets">;
  readonly authProvider: AuthProvider;
  readonly storage: Pick<Storage, "tokens">;
}

type Call = Promise<string>;

/**
 * The access tokens of the people who are signed in. Calls of one session for the same token share one, whether it comes or
 * fails, and others wait for each other: each writes what the one before it has read. Several instances do no harm to each
 * other, because the tenant takes an older refresh token too.
 */
export class AccessTokens {
  readonly #parts: AccessTokensParts;
  readonly #calls = new Map<string, Call>();
  /** The latest call of each session that has one under way. */
  readonly #latest = new Map<string, Call>();

  constructor(parts: AccessTokensParts) {
    this.#parts = parts;
  }

  /**
   * Returns an access token of the request's person for these scopes, which are of one API.
   *
   * @throws AuthError as `AuthProvider.getToken`; HttpError 401 for nobody, 503 if the storage does not answer.
   */
  get(request: Request, scopes: readonly string[], options: Omit<TokenOptions, "correlationId"> = {}): Call {
    const { authProvider, storage, config } = this.#parts;
    const id = request.sessionID;
    const { account } = personOf(request);
    const key = JSON.stringify([id, scopes, options]);
    const shared = this.#calls.get(key);
    if (shared) {
      return shared;
    }
    const tokens = tokenPartition(id, storage, config);
    const getToken = () => authProvider.getToken({ account, tokens }, scopes, options);
    const before = this.#latest.get(id);
    const call = before ? before.then(getToken, getToken) : getToken();
    this.#calls.set(key, call);
    this.#latest.set(id, call);
    const forget = () => {
      this.#calls.delete(key);
      if (this.#latest.get(id) === call) {
        this.#latest.delete(id);
      }
    };
    call.then(forget, forget);
    return call;
  }
}
