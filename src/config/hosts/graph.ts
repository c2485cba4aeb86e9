import { isLoopback } from "./loopback.js";

/** Microsoft Graph in clouds of its own, by the hosts at which people sign in there. */
const graphsOfClouds: Readonly<Record<string, string>> = {
  "login.microsoftonline.us": "https://graph.microsoft.us",
  "login.partner.microsoftonline.cn": "https://microsoftgraph.chinacloudapi.cn",
};

const worldwide = "https://graph.microsoft.com";

/**
 * Returns the origin of Microsoft Graph in the cloud of an authority. An emulated tenant is its own.
 *
 * @see https://learn.microsoft.com/graph/deployments
 */
export function graphUrlOf(authority: string): string {
  const { host, hostname, origin } = new URL(authority);
  return isLoopback(hostname) ? origin : (graphsOfClouds[host] ?? worldwide);
}

/** True if an API is Microsoft Graph, in whichever cloud. */
export function isGraph(api: string): boolean {
  return api === worldwide || Object.values(graphsOfClouds).includes(api);
}
