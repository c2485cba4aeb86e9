import {
  type INetworkModule,
  AuthError as MsalError,
  type NetworkRequestOptions,
  type NetworkResponse,
} from "@azure/msal-node";
import { parsedJson } from "../parsedJson.js";
import { AnswerError, type CheckAnswer, TenantBusyError } from "./answerCheck.js";
import { retryAfterIn } from "./retryAfter.js";
import type { TenantAnswer, TenantClient } from "./tenantClient.js";

/**
 * Gives MSAL the app's own HTTP client, with its time limit and proxy settings. A refusal is an answer, and MSAL reads
 * the error in it. No answer, an overloaded server, and an answer to a POST that `checkAnswer` throws at are thrown as
 * MSAL's own error, which alone keeps its cause.
 */
export function createMsalNetworkClient(http: TenantClient, checkAnswer?: CheckAnswer): INetworkModule {
  return {
    // The app tells MSAL the tenant's metadata, so that only a managed identity is asked for by GET.
    sendGetRequestAsync: (url, options) => answerFor(http.get(url, "identity", options?.headers), options),
    sendPostRequestAsync: (url, options) =>
      answerFor(
        http.post(url, options?.body ?? "", options?.headers, options?.correlationId),
        options,
        checkAnswer,
      ),
  };
}

async function answerFor<T>(
  call: Promise<TenantAnswer>,
  options: NetworkRequestOptions | undefined,
  checkAnswer: CheckAnswer = () => undefined,
): Promise<NetworkResponse<T>> {
  try {
    const { status, headers, text } = await call;
    if (status === 429 || status >= 500) {
      throw new TenantBusyError(status, retryAfterIn(headers["retry-after"]));
    }
    const body = parsedJson(text);
    if (!isObject<T>(body)) {
      throw new AnswerError(`The answer with status ${status} is no JSON object.`);
    }
    checkAnswer(body, status);
    return { status, headers: stringHeaders(headers), body };
  } catch (cause) {
    const error = new MsalError("network_error", options?.correlationId ?? "");
    error.cause = cause;
    throw error;
  }
}

/** MSAL says what it expects in the object, and checks that it is there. */
function isObject<T>(body: unknown): body is T & object {
  return typeof body === "object" && body !== null;
}

function stringHeaders(headers: TenantAnswer["headers"]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
