import type { JWTPayload } from "jose";
import { onTestFinished } from "vitest";
import { startOrdersApi } from "../../../examples/orders-api/startOrdersApi.js";
import { createMemoryLog } from "../../support/app/memoryLog.js";
import { registration } from "../../support/app/startApp.js";
import { ordersApiId } from "../../support/emulator/startAppWithOrders.js";
import { tenantId } from "../../support/tenant/claimsOfAda.js";
import { TenantStub } from "../../support/tenant/tenantStub.js";

/** The API, and the tenant whose tokens it takes. */
export interface OrdersApiUnderTest {
  readonly url: string;
  readonly tenant: TenantStub;
  readonly logLines: readonly string[];
  /** The claims of a good token, for Ada. */
  claims(): JWTPayload;
  /** Calls the API with a token that has these claims otherwise. */
  call(path: string, changes?: Readonly<Record<string, unknown>>, method?: string): Promise<Response>;
}

/** Starts the API and a tenant, until the test ends. */
export async function startOrdersApiUnderTest(cancelContext?: string): Promise<OrdersApiUnderTest> {
  const tenant = await TenantStub.start();
  const log = createMemoryLog();
  const api = await startOrdersApi({
    port: 0,
    authority: tenant.authority,
    clientId: ordersApiId,
    allowedClients: [registration.clientId],
    cancelContext,
    log,
  });
  onTestFinished(async () => {
    await api.close();
    await tenant.close();
  });
  const claims = () => claimsOfToken(tenant.issuer);
  return {
    url: api.url,
    tenant,
    logLines: log.lines,
    claims,
    call: async (path, changes = {}, method = "GET") =>
      callWith(api.url + path, await tenant.sign({ ...claims(), ...changes }), method),
  };
}

/** Sends a request with this access token. */
export function callWith(url: string, token: string, method = "GET"): Promise<Response> {
  return fetch(url, { method, headers: { Authorization: `Bearer ${token}` } });
}

/** What an access token of version 2.0 says, of a person who may read and cancel orders. */
function claimsOfToken(iss: string): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return {
    aud: ordersApiId,
    iss,
    iat: now,
    nbf: now,
    exp: now + 3600,
    sub: "pairwise-subject-of-ada",
    oid: "00000000-1111-4222-8333-444444444444",
    tid: tenantId,
    azp: registration.clientId,
    azpacr: "1",
    scp: "Orders.Read Orders.Cancel",
    ver: "2.0",
  };
}
