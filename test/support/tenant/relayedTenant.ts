import { startApp, type TestApp } from "../app/startApp.js";
import type { CertificateAuthority } from "../credentials/certificates.js";
import { Relay } from "../network/relay.js";
import { type Endpoint, TenantStub } from "./tenantStub.js";

export const endpoints = ["discovery", "keys", "token"] as const satisfies readonly Endpoint[];

/** A tenant by https, each endpoint at a relay of its own, so that each can break alone. */
export interface RelayedTenant {
  readonly tenant: TenantStub;
  readonly relays: Readonly<Record<Endpoint, Relay>>;
  /** An app that has not called the tenant yet. */
  startApp(): Promise<TestApp>;
  /** Ends every fault. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

export async function startRelayedTenant(ca: CertificateAuthority): Promise<RelayedTenant> {
  const distrust = ca.trust();
  const tenant = await TenantStub.start(await ca.issue());
  const { port } = new URL(tenant.authority);
  const relays = {
    discovery: await Relay.start(Number(port)),
    keys: await Relay.start(Number(port)),
    token: await Relay.start(Number(port)),
  };
  const at = (endpoint: Endpoint) => tenant.authority.replace(`:${port}/`, `:${relays[endpoint].port}/`);
  tenant.metadata = {
    token_endpoint: `${at("token")}/oauth2/v2.0/token`,
    jwks_uri: `${at("keys")}/discovery/v2.0/keys`,
  };
  return {
    tenant,
    relays,
    startApp: () => startApp({ AUTHORITY: at("discovery") }),
    async heal() {
      for (const endpoint of endpoints) {
        delete tenant.answers[endpoint];
        await relays[endpoint].restore();
      }
    },
    async close() {
      await Promise.all(endpoints.map((endpoint) => relays[endpoint].close()));
      await tenant.close();
      distrust();
    },
  };
}
