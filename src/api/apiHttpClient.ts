import axios, { type AxiosError, type AxiosInstance } from "axios";
import axiosRetry, { isSafeRequestError } from "axios-retry";
import { proxyFor } from "../config/proxy/proxy.js";

/** Milliseconds that an API has to connect and answer. */
const timeLimit = 5_000;

/** Bytes. */
const sizeLimit = 1_000_000;

/**
 * The client for calls to APIs, whose answers it gives as text, whatever their status. It follows no redirect, which could
 * lead the token elsewhere. A safe call that fails is tried once more, within the same time, unless the API asks to wait. Calls
 * go through the proxy of the environment.
 */
export function createApiHttpClient(): AxiosInstance {
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
  return client;
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

/** True if a call failed because its time ran out. */
export function isTimeout({ code = "" }: AxiosError): boolean {
  return ["ERR_CANCELED", "ECONNABORTED", "ETIMEDOUT"].includes(code);
}
