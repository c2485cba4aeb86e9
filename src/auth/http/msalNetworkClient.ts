import { type INetworkModule, AuthError as MsalError, type NetworkRequestOptions } from "@azure/msal-node";
import type { AxiosInstance, AxiosResponse } from "axios";
import { LoggableError } from "../../log/loggableError.js";
import { retryAfterIn } from "./retryAfter.js";

/** An answer that came, and of which MSAL can make nothing. */
export class AnswerError extends LoggableError {}

/** The tenant is overloaded or broken. */
export class TenantBusyError extends LoggableError {
  constructor(
    status: number,
    /** Seconds after which it wants to be asked again; undefined if it does not say. */
    readonly retryAfter: number | undefined,
  ) {
    super(`The server answered with status ${status}.`);
  }
}

export type CheckAnswer = (body: object, status: number) => void;

/**
 * Gives MSAL the app's own HTTP client, with its time limit and proxy settings. A refusal is an answer, and MSAL reads
 * the error in it. No answer, an overloaded server, and an answer to a POST that `checkAnswer` throws at are thrown as
 * MSAL's own error, which alone keeps its cause.
 */
export function createMsalNetworkClient(http: AxiosInstance, checkAnswer?: CheckAnswer): INetworkModule {
  async function send<T>(
    request: Promise<AxiosResponse<T>>,
    options: NetworkRequestOptions | undefined,
    check: CheckAnswer = () => undefined,
  ) {
    try {
      const { status, headers, data } = await request;
      if (status === 429 || status >= 500) {
        throw new TenantBusyError(status, retryAfterIn(headers["retry-after"]));
      }
      if (typeof data !== "object" || data === null) {
        throw new AnswerError(`The answer with status ${status} is no JSON object.`);
      }
      check(data, status);
      return { status, headers: stringHeaders(headers), body: data };
    } catch (cause) {
      const error = new MsalError("network_error", options?.correlationId ?? "");
      error.cause = cause;
      throw error;
    }
  }
  const validateStatus = () => true;
  return {
    sendGetRequestAsync: (url, options) =>
      send(http.get(url, { headers: options?.headers ?? {}, validateStatus }), options),
    sendPostRequestAsync: (url, options) =>
      send(
        http.post(url, options?.body, { headers: options?.headers ?? {}, validateStatus }),
        options,
        checkAnswer,
      ),
  };
}

/** Throws at what MSAL would report as a wrong nonce: an answer without an ID token. */
export function requireIdToken(body: object, status: number): void {
  if (!("id_token" in body || "error" in body)) {
    throw new AnswerError(`The answer with status ${status} holds neither an ID token nor an error.`);
  }
}

/** Throws at an answer to a refresh that holds no access token. */
export function requireAccessToken(body: object, status: number): void {
  if (!("access_token" in body || "error" in body)) {
    throw new AnswerError(`The answer with status ${status} holds neither an access token nor an error.`);
  }
}

function stringHeaders(headers: AxiosResponse["headers"]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
