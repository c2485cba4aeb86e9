import { once } from "node:events";
import { createServer } from "node:http";
import { readyMadeUsers } from "./directory/readyMadeUsers.js";
import { createEmulatorApp, type EmulatorAppOptions } from "./emulatorApp.js";
import { createTenant } from "./tenant.js";

export interface EmulatorOptions extends EmulatorAppOptions {
  /** 0 takes a free port. */
  readonly port: number;
}

/** A running emulator. */
export interface Emulator {
  readonly url: string;
  readonly authority: string;
  /** Where clients that know nothing of authorities find the discovery document, at another host. */
  readonly issuer: string;
  readonly users: readonly { email: string; password: string; displayName: string }[];
  /** Ends its connections too, the idle ones that browsers and agents keep open among them. */
  close(): Promise<void>;
}

/** Milliseconds: an app whose connection closes while its request is on the way takes the tenant for away. */
const keepAliveTimeout = 600_000;

/**
 * Starts a stand-in for a Microsoft Entra External ID tenant on 127.0.0.1. Everything it knows is in memory and gone
 * when it closes. A port that is taken rejects with Node's own `EADDRINUSE` error.
 */
export async function startEmulator({ port, ...options }: EmulatorOptions): Promise<Emulator> {
  const server = createServer({ keepAliveTimeout });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const close = async () => {
    if (!server.listening) {
      return;
    }
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  try {
    const address = server.address();
    const tenant = createTenant(typeof address === "object" && address ? address.port : port);
    const starting = createEmulatorApp(tenant, options);
    server.on("request", (request, response) =>
      starting.then(
        (app) => app(request, response),
        () => response.destroy(),
      ),
    );
    await starting;
    return {
      url: tenant.url,
      authority: tenant.authority,
      issuer: tenant.issuer,
      users: readyMadeUsers.map(({ email, password, displayName }) => ({ email, password, displayName })),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
