import { type Configuration, LogLevel } from "@azure/msal-node";
import type { AxiosInstance } from "axios";
import type { Log } from "../log.js";
import { createMsalNetworkClient, requireIdToken } from "./msalNetworkClient.js";

/** MSAL's way out: the app's own HTTP client, and the app's log for its warnings, without personal data. */
export function msalSystem(http: AxiosInstance, log: Log): NonNullable<Configuration["system"]> {
  return {
    networkClient: createMsalNetworkClient(http, requireIdToken),
    loggerOptions: {
      logLevel: LogLevel.Warning,
      piiLoggingEnabled: false,
      loggerCallback: (_level, message) => log.warn(message),
    },
  };
}
