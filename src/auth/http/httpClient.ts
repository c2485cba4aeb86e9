import axios, { type AxiosError, type AxiosInstance } from "axios";
import axiosRetry, { isIdempotentRequestError } from "axios-retry";
import { proxyFor } from "../../config/proxy/proxy.js";

/** Milliseconds that the tenant has to connect and answer. */
export const timeLimit = 5_000;

/** Bytes; a discovery document, a key set or a token response has a few thousand. */
const sizeLimit = 1_000_000;

/**
 * The client for every call to the tenant. Redirects are not followed: a tenant's endpoints are where its metadata says.
 * A GET that fails is tried once more, within the same time, unless the tenant asks to wait. Calls go through the proxy of
 * the environment.
 */
export function createHttpClient(): AxiosInstance {
  const client = axios.create({ maxContentLength: sizeLimit, maxRedirects: 0 });
  boundCalls(client, timeLimit);
  callThroughProxy(client);
  axiosRetry(client, { retries: 1, retryCondition: mayRetry, retryDelay: () => 0 });
  return client;
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

function mayRetry(error: AxiosError): boolean {
  return isIdempotentRequestError(error) && error.response?.status !== 429;
}

/** True if a call failed because its time ran out. */
export function isTimeout(error: unknown): boolean {
  return (
    axios.isAxiosError(error) && ["ERR_CANCELED", "ECONNABORTED", "ETIMEDOUT"].includes(error.code ?? "")
  );
}
