import { getProxyForUrl } from "proxy-from-env";
import { addFault, type Faults } from "./faults.js";
import { isPercentEncoded } from "./urls.js";

/** The names under which programs look for the proxy of https: addresses. */
const names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

/**
 * Gives a proxy that is named without its scheme the one that curl and npm take it to have, for each client that reads the
 * environment.
 */
export function completeProxy(environment: NodeJS.ProcessEnv): void {
  for (const name of names) {
    const value = environment[name]?.trim();
    if (value && !value.includes("://")) {
      environment[name] = `http://${value}`;
    }
  }
}

/** Adds a fault where the proxy that calls to this address would go through cannot be used. */
export function checkProxy(address: string, faults: Faults): void {
  const proxy = getProxyForUrl(address);
  if (proxy === "" || address.startsWith("http:")) {
    return;
  }
  if (!URL.canParse(proxy) || !["http:", "https:"].includes(new URL(proxy).protocol)) {
    addFault(
      faults,
      "HTTPS_PROXY",
      "or ALL_PROXY must be the http: URL of a proxy, with special characters as %40 and so on",
    );
    return;
  }
  const { username, password, hostname, pathname, search, hash } = new URL(proxy);
  if (!isPercentEncoded(username) || !isPercentEncoded(password)) {
    addFault(faults, "HTTPS_PROXY", "or ALL_PROXY must have each % of its user name and password as %25");
  } else if (hostname === "" || pathname !== "/" || search !== "" || hash !== "") {
    addFault(
      faults,
      "HTTPS_PROXY",
      "or ALL_PROXY must end in the port, with special characters before it as %2F and so on",
    );
  }
}
