import type { Addresses } from "./addresses.js";
import { type CredentialConfig, configuredCredential, credentialsForTenantsAlone } from "./credential.js";
import { addFault, type Findings } from "./faults.js";
import { isLoopback } from "./loopback.js";
import { isGuid } from "./schemas/authorityUrl.js";
import type { Settings, VariableName } from "./variables.js";

/** The tenant that signs people in, and what the app is registered as there. */
export interface TenantConfig {
  /** With the tenant in its path and no slash at its end. */
  readonly authority: string;
  readonly clientId: string;
  /** How the app proves to the tenant that it is this client. */
  readonly credential: CredentialConfig;
  /** Set when no tenant is configured: the app then runs an emulated one. */
  readonly emulator: EmulatorConfig | undefined;
}

/** An emulated tenant on this machine and this app as it is registered there. */
export interface EmulatorConfig {
  readonly port: number;
  readonly client: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly redirectUris: readonly string[];
    readonly postLogoutRedirectUris: readonly string[];
    /** The front-channel logout URL. */
    readonly logoutUrl: string;
  };
}

/** The tenant that the settings name; undefined where they name none, which is a fault in production. */
export function configuredTenant(
  settings: Settings,
  production: boolean,
  { faults, warnings }: Findings,
): TenantConfig | undefined {
  const { AUTHORITY: url, TENANT_SUBDOMAIN: subdomain, CLIENT_ID: clientId } = settings;
  if (url?.protocol === "http:" && (production || !isLoopback(url.hostname))) {
    addFault(faults, "AUTHORITY", "must be an https: URL; outside production http: may lead to this machine");
  }
  const given = (name: VariableName) => settings[name] !== undefined || faults.has(name);
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
    ? { authority, clientId, credential, emulator: undefined }
    : undefined;
}

/** The client secret of the emulated tenant where the settings give none. */
const emulatorSecret = "known-to-all-and-good-for-the-emulator-alone";

/** A tenant on this machine. Its secret is known to all, so the emulator listens on loopback alone. */
export function emulatedTenant(
  settings: Settings,
  addresses: Addresses,
): TenantConfig & { emulator: EmulatorConfig } {
  const port = settings.EMULATOR_PORT ?? 3001;
  const clientId = settings.CLIENT_ID ?? "5a1e7c2d-9b43-4f60-8d15-3e7a6c0b9f24";
  const clientSecret = settings.CLIENT_SECRET ?? emulatorSecret;
  return {
    authority: new URL(`http://127.0.0.1:${port}/contoso.onmicrosoft.com`).href,
    clientId,
    credential: { kind: "secret", secret: clientSecret },
    emulator: {
      port,
      client: {
        clientId,
        clientSecret,
        redirectUris: [addresses.redirectUri],
        postLogoutRedirectUris: [addresses.postLogoutRedirectUri],
        logoutUrl: `${addresses.origin}/auth/frontchannel-logout`,
      },
    },
  };
}

/**
 * Gives the authority with the tenant in its path and no slash at its end. A path of its own (a tenant id, or
 * `TENANT/v2.0`) is kept as it stands, so that custom URL domains and workforce tenants work; without one the tenant is
 * `TENANT_SUBDOMAIN.onmicrosoft.com`, or that of its `ciamlogin.com` host. Undefined where nothing names the tenant.
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
