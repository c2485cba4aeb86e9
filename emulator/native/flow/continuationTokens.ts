import { randomBytes } from "node:crypto";
import { BoundedMap } from "../../directory/boundedMap.js";
import { NativeError } from "../request/nativeError.js";
import { type NativeRequest, required } from "../request/nativeRequest.js";
import { type Flow, type FlowAt, isAt, type Step } from "./flow.js";

const mostFlows = 1000;

/** Milliseconds: Entra's longest. */
export const tokenLifetime = 600_000;

interface Issued {
  readonly flow: Flow;
  readonly expiresAt: number;
}

/**
 * The flows that wait for their next request, each by an opaque token: of one application, for ten minutes, and for one
 * step. A request that fails leaves the token as it was, so that the person can try again.
 */
export class ContinuationTokens {
  readonly #issued = new BoundedMap<string, Issued>(mostFlows);

  /** Forgets every flow. */
  reset(): void {
    this.#issued.clear();
  }

  issue(flow: Flow): string {
    const token = randomBytes(32).toString("base64url");
    this.#issued.set(token, { flow, expiresAt: Date.now() + tokenLifetime });
    return token;
  }

  /**
   * Returns the token of a request with its flow.
   *
   * @throws NativeError with this `error` if there is no such token, or it is of another application or for other steps,
   * and with `expired_token` if it is too old.
   */
  find<At extends Step>(
    { application, form }: NativeRequest,
    steps: readonly At[],
    error: "invalid_request" | "invalid_grant",
  ): { token: string; flow: FlowAt<At> & Flow } {
    const token = required(form, "continuation_token");
    const { flow, expiresAt = 0 } = this.#issued.get(token) ?? {};
    if (flow?.beginning.clientId !== application.clientId || !isAt(flow, steps)) {
      throw invalidToken(error);
    }
    if (Date.now() >= expiresAt) {
      throw new NativeError({
        number: 552003,
        error: "expired_token",
        message: "The continuation token has expired.",
      });
    }
    return { token, flow };
  }

  /**
   * Uses a token up. `error` is that of `find`.
   *
   * @throws NativeError if another request has used it since it was found.
   */
  take(token: string, error: "invalid_request" | "invalid_grant"): void {
    if (!this.#issued.delete(token)) {
      throw invalidToken(error);
    }
  }
}

function invalidToken(error: "invalid_request" | "invalid_grant"): NativeError {
  return new NativeError({ number: 55200, error, message: "The continuation token is not valid here." });
}
