import {
  AzureCliCredential,
  AzureDeveloperCliCredential,
  AzurePowerShellCredential,
  ChainedTokenCredential,
} from "@azure/identity";
import axios from "axios";
import { boundCalls, callThroughProxy } from "../../src/api/axiosClient.js";
import type { Wait } from "../http/bearerHttpClient.js";
import { connectKeyVault } from "./connectKeyVault.js";
import type { KeyVault } from "./KeyVault.js";
import { KeyVaultError, keyVaultErrorOf } from "./KeyVaultError.js";

/** Milliseconds for the vault to name its tenant, and for a program of Azure's to give a token. */
const timeLimit = 30_000;

/** For all vaults of the global cloud. */
const scope = "https://vault.azure.net/.default";

/** Thrown if nobody is signed in to Azure who could open the vault. */
export class AzureSignInError extends Error {
  override readonly name = "AzureSignInError";
}

/**
 * Opens a key vault as whoever is signed in to Azure on this machine (`azd auth login`, `az login`, `Connect-AzAccount`), in
 * the tenant of the vault's subscription.
 *
 * @throws AzureSignInError, and KeyVaultError if the vault does not say whose it is.
 */
export async function openKeyVault(url: string, wait: Wait): Promise<KeyVault> {
  const tenantId = await tenantOf(url);
  return connectKeyVault({ url, accessToken: await tokenIn(tenantId), wait });
}

/** A vault names its tenant to whoever calls it without a token (RFC 9110, section 11.6.1). */
async function tenantOf(url: string): Promise<string> {
  const http = axios.create({ maxRedirects: 0, maxContentLength: 100_000, validateStatus: () => true });
  boundCalls(http, timeLimit);
  callThroughProxy(http);
  try {
    const { status, headers } = await http.get<unknown>(new URL("/secrets?api-version=7.4", url).href);
    const challenge = String(headers["www-authenticate"] ?? "");
    const tenantId = /\bauthorization="https:\/\/[^/"]+\/([0-9a-f-]{36})\/?"/i.exec(challenge)?.[1];
    if (tenantId === undefined) {
      throw new KeyVaultError("The key vault does not say which tenant it is of.", { status, code: "" });
    }
    return tenantId;
  } catch (error) {
    throw keyVaultErrorOf(error);
  }
}

async function tokenIn(tenantId: string): Promise<string> {
  const options = { tenantId, processTimeoutInMs: timeLimit };
  const credential = new ChainedTokenCredential(
    new AzureDeveloperCliCredential(options),
    new AzureCliCredential(options),
    new AzurePowerShellCredential(options),
  );
  try {
    return (await credential.getToken(scope)).token;
  } catch {
    throw new AzureSignInError(
      `Nobody is signed in to Azure on this machine for the key vault's tenant, ${tenantId}. That is the tenant of the ` +
        `subscription, not the external one: run azd auth login --tenant-id ${tenantId}, or az login --tenant ${tenantId}.`,
    );
  }
}
