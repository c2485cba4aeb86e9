import axios, { type AxiosError, type AxiosInstance } from "axios";
import axiosRetry, { isIdempotentRequestError, retryAfter } from "axios-retry";
import { boundCalls, callThroughProxy } from "../../src/api/axiosClient.js";

/** Waits as long as it is told, in milliseconds. Tests wait in no time. */
export type Wait = (milliseconds: number) => Promise<unknown>;

/** Milliseconds for the answer to one try; Graph takes seconds to create things. */
const timeLimit = 30_000;

/** Milliseconds; a server that wants to be left alone for longer than this is reported instead. */
const longestWait = 120_000;

const retries = 5;

/** Bytes; a page of a collection has a few ten thousand. */
const sizeLimit = 10_000_000;

/**
 * The HTTP client for a service of Microsoft's that takes a token. It goes through the proxy of `HTTPS_PROXY`, follows no
 * redirect, and tries again if the service asks for it (429 and 503 with Retry-After) and, in calls that may be repeated, after failures.
 *
 * @see https://learn.microsoft.com/graph/throttling
 */
export function createBearerHttpClient(accessToken: string, wait: Wait): AxiosInstance {
  const client = axios.create({
    headers: { Authorization: `Bearer ${accessToken}` },
    maxContentLength: sizeLimit,
    maxRedirects: 0,
  });
  boundCalls(client, timeLimit);
  callThroughProxy(client);
  axiosRetry(client, {
    retries,
    retryCondition: mayRetry,
    retryDelay: () => 0,
    onRetry: async (count, error, request) => {
      await wait(delayBefore(count, error));
      request.signal = AbortSignal.timeout(timeLimit);
    },
  });
  return client;
}

function mayRetry(error: AxiosError): boolean {
  if (retryAfter(error) > longestWait) {
    return false;
  }
  const status = error.response?.status;
  const turnedAway = status === 429 || (status === 503 && retryAfter(error) > 0);
  return turnedAway || isIdempotentRequestError(error);
}

/** Milliseconds: what the server asks for, or 1, 2, 4, 8 and 16 seconds. */
function delayBefore(count: number, error: AxiosError): number {
  return retryAfter(error) || 1_000 * 2 ** (count - 1);
}
