import type { Configuration } from "@azure/msal-node";
import type { AxiosInstance } from "axios";
import { createMsalNetworkClient, requireIdToken } from "./msalNetworkClient.js";

/**
 * MSAL's way out: the app's own HTTP client. MSAL logs nothing, because its lines repeat what the tenant answers; what
 * stops a sign-in it throws, and the app says it in one line.
 */
export function msalSystem(http: AxiosInstance): NonNullable<Configuration["system"]> {
  return { networkClient: createMsalNetworkClient(http, requireIdToken) };
}
