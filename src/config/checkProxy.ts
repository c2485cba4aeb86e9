import { addFault, type Faults } from "./faults.js";
import { ProxyError, proxyFor } from "./proxy.js";

/** Adds a fault where the proxy cannot be used that calls to one of these addresses go through. */
export function checkProxy(addresses: readonly string[], faults: Faults): void {
  try {
    addresses.forEach(proxyFor);
  } catch (error) {
    if (!(error instanceof ProxyError)) {
      throw error;
    }
    addFault(faults, "HTTPS_PROXY", `(or ALL_PROXY) ${error.message}`);
  }
}
