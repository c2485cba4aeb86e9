import axios, {
  type AxiosError,
  type AxiosInstance,
  type AxiosRequestConfig,
  type AxiosResponse,
} from "axios";
import axiosRetry, { isSafeRequestError } from "axios-retry";
import { proxyFor } from "../config/proxy/proxy.js";

/** Sends a request to an API, and returns the answer as text, whatever its status; throws if there is none. */
export type ApiHttpClient = (request: AxiosRequestConfig) => Promise<AxiosResponse<string>>;

/** Milliseconds that an API has to connect and answer. */
const timeLimit = 5_000;

/** Bytes. */
const sizeLimit = 1_000_000;

/**
 * The client for calls to APIs, on axios. It follows no redirect, which could lead the token elsewhere. A safe call that
 * fails is tried once more, within the same time, unless the API asks to wait. Calls go through the proxy of the environment.
 */
export function createAxiosClient(): ApiHttpClient {
  const client = axios.create({
    maxContentLength: sizeLimit,
    maxRedirects: 0,
    responseType: "text",
    // Axios would parse JSON in whatever claims to be none.
    transformResponse: (text: unknown) => text,
  });
  boundCalls(client, timeLimit);
  callThroughProxy(client);
  axiosRetry(client, { retries: 1, retryCondition: mayRetry, retryDelay: () => 0 });
  return async (request) => {
    try {
      return await client.request<string>(request);
    } catch (error) {
      if (axios.isAxiosError<string>(error) && error.response) {
        return error.response;
      }
      throw error;
    }
  };
}

function mayRetry(error: AxiosError): boolean {
  const asksToWait = error.response?.status === 429 || error.response?.headers["retry-after"] !== undefined;
  return isSafeRequestError(error) && !asksToWait;
}

/** Gives each call of a client this many milliseconds, all its tries together. */
export function boundCalls(client: AxiosInstance, milliseconds: number): void {
  client.interceptors.request.use((request) => {
    // Axios's own `timeout` starts anew with each byte; a signal bounds the whole call.
    request.signal ??= AbortSignal.timeout(milliseconds);
    return request;
  });
}

/** Lets the calls of a client go through the proxy of the environment. Their URLs have to be whole. */
export function callThroughProxy(client: AxiosInstance): void {
  client.interceptors.request.use((request) => {
    // Axios would send the proxy its credentials as they stand in the URL, percent-encoded.
    request.proxy = proxyFor(request.url ?? "") ?? false;
    return request;
  });
}
