import { getProxyForUrl } from "proxy-from-env";
import { percentDecoded } from "../percentDecoded.js";

/** A proxy, with the credentials that the app has there, as axios takes them. */
export interface Proxy {
  readonly protocol: string;
  readonly host: string;
  readonly port: number;
  readonly auth?: { readonly username: string; readonly password: string };
}

/** A proxy that cannot be used. Its message goes on from the name of the variable, and repeats no value. */
export class ProxyError extends Error {
  override readonly name = "ProxyError";
}

/** The variables in which programs look for the proxy of https: addresses. */
const names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

/**
 * Completes a proxy that is named without a scheme, for each client that reads the environment. It is http:, as curl and npm
 * take it.
 */
export function completeProxy(environment: NodeJS.ProcessEnv): void {
  for (const name of names) {
    const value = environment[name]?.trim();
    if (value && !value.includes("://")) {
      environment[name] = `http://${value}`;
    }
  }
}

/**
 * Returns the proxy for an address, from `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` in capitals or small letters, with its user
 * name and password decoded. Undefined for http: addresses too, which are on this machine.
 *
 * @throws ProxyError
 */
export function proxyFor(address: string): Proxy | undefined {
  const proxy = address.startsWith("http:") ? "" : getProxyForUrl(address);
  if (proxy === "") {
    return undefined;
  }
  if (!URL.canParse(proxy) || !/^https?:$/.test(new URL(proxy).protocol)) {
    throw new ProxyError("must be the http: URL of a proxy, with special characters as %40 and so on");
  }
  const url = new URL(proxy);
  const { protocol, hostname, port, pathname, search, hash } = url;
  if (pathname !== "/" || search !== "" || hash !== "") {
    throw new ProxyError("must end in the port, with special characters before it as %2F and so on");
  }
  const username = percentDecoded(url.username);
  const password = percentDecoded(url.password);
  if (username === undefined || password === undefined) {
    throw new ProxyError("must have each % of its user name and password as %25");
  }
  return {
    protocol,
    host: hostname,
    port: Number(port || (protocol === "https:" ? 443 : 80)),
    ...((username || password) && { auth: { username, password } }),
  };
}
