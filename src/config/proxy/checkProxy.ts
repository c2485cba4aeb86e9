import { addFault, type Faults } from "../faults.js";
import { ProxyError, proxyFor } from "./proxy.js";

/** Adds a fault if calls to one of these addresses go through a proxy that cannot be used. */
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
