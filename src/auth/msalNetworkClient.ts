import { type INetworkModule, AuthError as MsalError, type NetworkRequestOptions } from "@azure/msal-node";
import type { AxiosInstance, AxiosResponse } from "axios";

/**
 * Gives MSAL the app's own HTTP client, with its time limit and proxy settings. Every status is an answer; MSAL reads
 * the error in it. No answer, or one that is no JSON object, is thrown as MSAL's error, which alone keeps its cause.
 */
export function createMsalNetworkClient(http: AxiosInstance): INetworkModule {
  async function send<T>(request: Promise<AxiosResponse<T>>, options: NetworkRequestOptions | undefined) {
    try {
      const { status, headers, data } = await request;
      if (typeof data !== "object" || data === null) {
        throw new TypeError(`The answer with status ${status} is no JSON object.`);
      }
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
      send(http.post(url, options?.body, { headers: options?.headers ?? {}, validateStatus }), options),
  };
}

function stringHeaders(headers: AxiosResponse["headers"]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
