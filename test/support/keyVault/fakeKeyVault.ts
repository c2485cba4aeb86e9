import { randomUUID } from "node:crypto";
import type { RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { type StoredVault, vaultAnswer } from "./vaultRoutes.js";

/** A request as a test may look at it: never its token, and no secret. */
interface VaultRequest {
  readonly method: string;
  readonly path: string;
  readonly authorized: boolean;
}

/** How the vault refuses: an HTTP status with its codes. */
export interface VaultRefusal {
  readonly status: number;
  readonly code: string;
  readonly innerCode?: string;
  readonly retryAfterSeconds?: number;
}

/** An Azure key vault, as far as this project registers apps with it: in memory, shaped by its REST documentation. */
export interface FakeKeyVault {
  readonly listener: RequestListener;
  readonly requests: readonly VaultRequest[];
  /** What is in it: certificates with their keys, which no call of the registration reads, and secrets. */
  readonly stored: StoredVault;
  /** The tenant of the vault's subscription. */
  readonly tenantId: string;
  /** The one token that it takes. */
  readonly accessToken: string;
  /** Refuses the calls whose method and path match from now on, or only so many of them. */
  refuse(calls: RegExp, refusal: VaultRefusal, times?: number): void;
}

/** @see https://learn.microsoft.com/rest/api/keyvault */
export function createFakeKeyVault(): FakeKeyVault {
  const stored: StoredVault = { certificates: new Map(), pending: new Map(), secrets: new Map() };
  const requests: VaultRequest[] = [];
  const refusals: { calls: RegExp; refusal: VaultRefusal; left: number }[] = [];
  const tenantId = "6f4d2c1a-9b3e-4c57-8a60-d1e2f3a4b5c6";
  const accessToken = `vault-token-of-the-tests-${randomUUID()}`;
  const listener: RequestListener = async (request, response) => {
    const { method = "", url = "", headers } = request;
    const content = await text(request);
    const authorized = headers.authorization === `Bearer ${accessToken}`;
    const { pathname, searchParams } = new URL(url, "https://contoso.vault.azure.net");
    requests.push({ method, path: pathname, authorized });
    const send = (status: number, body: object, more: Record<string, string | number> = {}) =>
      response.writeHead(status, { "Content-Type": "application/json", ...more }).end(JSON.stringify(body));
    if (!authorized) {
      const challenge = `Bearer authorization="https://login.microsoftonline.com/${tenantId}", resource="https://vault.azure.net"`;
      const error = { code: "Unauthorized", message: "AKV10000: Request is missing a Bearer or PoP token." };
      send(401, { error }, { "WWW-Authenticate": challenge });
      return;
    }
    const due = refusals.find(({ calls, left }) => left > 0 && calls.test(`${method} ${pathname}`));
    if (due) {
      due.left -= 1;
      const { status, code, innerCode, retryAfterSeconds } = due.refusal;
      const inner = innerCode === undefined ? {} : { innererror: { code: innerCode } };
      const error = { code, message: `Refused ${content}`, ...inner };
      send(status, { error }, retryAfterSeconds === undefined ? {} : { "Retry-After": retryAfterSeconds });
      return;
    }
    if (!searchParams.has("api-version")) {
      send(400, { error: { code: "BadParameter", message: "api-version must be specified" } });
      return;
    }
    const { status, body } = await vaultAnswer(stored, method, pathname, content);
    send(status, body);
  };
  return {
    listener,
    requests,
    stored,
    tenantId,
    accessToken,
    refuse: (calls, refusal, times = Number.POSITIVE_INFINITY) =>
      void refusals.push({ calls, refusal, left: times }),
  };
}
