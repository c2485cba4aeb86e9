import type { ServerResponse } from "node:http";

const responses = new WeakMap<ServerResponse, Readonly<Record<string, string>>>();

/** Keeps what an app is told through the browser, in whatever mode (OAuth 2.0 Multiple Response Type Encoding Practices). */
export function keepAuthorizationResponse(
  response: ServerResponse,
  told: Readonly<Record<string, string>>,
): void {
  responses.set(response, told);
}

/** Empty if the response tells an app nothing. */
export function authorizationResponseOf(response: ServerResponse): Readonly<Record<string, string>> {
  return responses.get(response) ?? {};
}
