import { addFault, type Findings } from "../faults.js";
import { graphUrlOf } from "../hosts/graph.js";
import { isLoopback } from "../hosts/loopback.js";
import { isGuid } from "../schemas/guid.js";
import type { SettingName, Settings } from "../settings/settings.js";
import { configuredCredential } from "./configuredCredential.js";
import { credentialsForTenantsAlone } from "./credentialChoice.js";
import type { TenantConfig } from "./tenantConfig.js";

/** Returns the tenant that the settings name; undefined if they name none, which is a fault in production. */
export function configuredTenant(
  settings: Settings,
  production: boolean,
  { faults, warnings }: Findings,
): TenantConfig | undefined {
  const { AUTHORITY: url, TENANT_SUBDOMAIN: subdomain, CLIENT_ID: clientId } = settings;
  if (url?.protocol === "http:" && (production || !isLoopback(url.hostname))) {
    addFault(faults, "AUTHORITY", "must be an https: URL; outside production http: may lead to this machine");
  }
  const given = (name: SettingName) => settings[name] !== undefined || faults.has(name);
  const tenantGiven = given("TENANT_SUBDOMAIN") || given("AUTHORITY");
  if (!production && !(given("CLIENT_ID") && tenantGiven)) {
    if (given("CLIENT_ID") || tenantGiven) {
      const missing = tenantGiven ? "CLIENT_ID is not" : "neither TENANT_SUBDOMAIN nor AUTHORITY is";
      warnings.push(`A tenant is configured in part (${missing} set): the emulator stands in for it.`);
    }
    for (const name of credentialsForTenantsAlone(settings)) {
      warnings.push(`${name} is not used: it is for a real tenant, and the emulator takes CLIENT_SECRET.`);
    }
    return undefined;
  }
  const authority = resolveAuthority(url, subdomain);
  if (!authority && !faults.has("AUTHORITY")) {
    addFault(faults, "TENANT_SUBDOMAIN", "is missing");
  }
  if (!clientId) {
    addFault(faults, "CLIENT_ID", "is missing");
  }
  if (url && subdomain && namesAnotherTenant(url, subdomain)) {
    addFault(faults, "AUTHORITY", "names another tenant than TENANT_SUBDOMAIN: keep one of them");
  }
  const credential = configuredCredential(settings, authority, faults);
  if (credential?.kind === "secret" && isGuid(credential.secret)) {
    warnings.push("CLIENT_SECRET looks like a Secret ID: what the app needs is the secret's Value.");
  }
  return authority && clientId && credential
    ? {
        authority,
        clientId,
        credential,
        apiScopes: settings.API_SCOPES ?? [],
        graphUrl: graphUrlOf(authority),
        emulator: undefined,
      }
    : undefined;
}

/**
 * Returns the authority with the tenant in its path and no slash at its end; undefined if nothing names the tenant. A path
 * of its own (a tenant id, or `TENANT/v2.0`) is kept as it is, so that custom URL domains and workforce tenants work.
 * Without one, the tenant is that of its `ciamlogin.com` host, or `TENANT_SUBDOMAIN.onmicrosoft.com`.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/msal-client-application-configuration#authority
 */
function resolveAuthority(authority?: URL, tenantSubdomain?: string): string | undefined {
  const path = authority?.pathname.replace(/\/+$/, "");
  if (authority && path) {
    return authority.origin + path;
  }
  const subdomain = (authority && ciamSubdomain(authority)) ?? tenantSubdomain;
  if (subdomain === undefined) {
    return undefined;
  }
  const origin = authority?.origin ?? `https://${subdomain}.ciamlogin.com`;
  return `${origin}/${isGuid(subdomain) ? subdomain : `${subdomain}.onmicrosoft.com`}`;
}

/** An external tenant has a host of its own, by the first part of its domain and by its id. */
function ciamSubdomain({ hostname }: URL): string | undefined {
  return /^([^.]+)\.ciamlogin\.com$/.exec(hostname)?.[1];
}

function namesAnotherTenant(authority: URL, subdomain: string): boolean {
  const named = authority.pathname === "/" ? ciamSubdomain(authority) : undefined;
  return named !== undefined && !isGuid(named) && named !== subdomain.toLowerCase();
}
