import type { ApiHttpClient } from "./axiosClient.js";

/** The client for calls to APIs. Axios takes a tenth of the start to load, and nobody needs it before the first call. */
export function createApiHttpClient(): ApiHttpClient {
  let client: Promise<ApiHttpClient> | undefined;
  const load = async () => (await import("./axiosClient.js")).createAxiosClient();
  return async (request) => {
    client ??= load();
    return (await client)(request);
  };
}

/** True if a call failed because its time ran out. */
export function isApiTimeout(error: unknown): boolean {
  return ["ERR_CANCELED", "ECONNABORTED", "ETIMEDOUT"].includes(codeOf(error));
}

/** True if an answer was longer than the client takes, for which this is axios's word. */
export function isTooLong(error: unknown): boolean {
  return codeOf(error) === "ERR_BAD_RESPONSE";
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
