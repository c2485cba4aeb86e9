import type { Addresses } from "./addresses.js";
import { addFault, type Findings } from "./faults.js";
import { isReachedByLocalhost } from "./schemas/listenAddress.js";
import type { Settings } from "./settings/settings.js";

/** Where the app listens, and where browsers look for it. */
interface Listening {
  readonly settings: Settings;
  readonly host: string | undefined;
  readonly port: number | string;
  readonly addresses: Addresses;
  readonly emulatorPort: number | undefined;
  readonly ordersApiPort: number | undefined;
}

/** Adds what is wrong if the app listens where its address, its emulator or its proxies do not expect it. */
export function checkListening(listening: Listening, { faults, warnings }: Findings): void {
  const { settings, port, emulatorPort, ordersApiPort } = listening;
  if (emulatorPort === port) {
    addFault(faults, "EMULATOR_PORT", "must not be the PORT of the app");
  }
  if (ordersApiPort !== undefined && [port, emulatorPort].includes(ordersApiPort)) {
    addFault(faults, "ORDERS_API_PORT", "must be neither the PORT of the app nor the EMULATOR_PORT");
  }
  if (settings.TRUST_PROXY === true) {
    warnings.push(
      "TRUST_PROXY=true believes any client's X-Forwarded-For: name the proxies or their number instead.",
    );
  }
  if (typeof port === "string") {
    checkPath(settings, { faults, warnings });
  } else {
    warnOfAnotherAddress({ ...listening, port }, warnings);
  }
}

/** A client of a socket or a pipe has no address. It is a proxy, because no browser can connect there. */
function checkPath({ TRUST_PROXY, HOST }: Settings, { faults, warnings }: Findings): void {
  if (Array.isArray(TRUST_PROXY)) {
    addFault(
      faults,
      "TRUST_PROXY",
      "must be a number where PORT is a path, because what connects there has no address: 1 for one proxy",
      "TRUST_PROXY=1",
    );
  } else if (!TRUST_PROXY) {
    warnings.push(
      "PORT is a path, so every request comes from a proxy: with TRUST_PROXY=1 it is believed who asks, and without that all people count as one address.",
    );
  }
  if (HOST !== undefined) {
    warnings.push("HOST is of no use where PORT is a path.");
  }
}

function warnOfAnotherAddress({ host, port, addresses }: Listening & { port: number }, warnings: string[]) {
  const { protocol, hostname, port: redirectPort } = new URL(addresses.redirectUri);
  const elsewhere = hostname === "localhost" && !isReachedByLocalhost(host);
  if (protocol === "http:" && (elsewhere || Number(redirectPort || 80) !== port)) {
    const where = elsewhere ? `${host}, port ${port}, alone` : `port ${port}`;
    warnings.push(
      `REDIRECT_URI leads to ${addresses.origin}, and the app listens on ${where}: unless a proxy leads there, change one.`,
    );
  }
}
