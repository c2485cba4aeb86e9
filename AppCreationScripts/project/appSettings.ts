import { randomBytes } from "node:crypto";
import { parseEnvironment } from "../../src/config/environment/parseEnvironment.js";
import type { Faults } from "../../src/config/faults.js";
import { orDefault, type SettingName } from "../../src/config/settings/settings.js";
import type { Cloud } from "../clouds.js";
import type { Variables } from "./environmentText.js";

/** What the app has to know of its tenant. */
export interface Tenant {
  readonly id: string;
  /** The domain that the tenant was made with. */
  readonly initialDomain: string;
}

/** What the app has to know of its registration. */
export interface Registration {
  readonly cloud: Cloud;
  readonly tenant: Tenant;
  readonly appId: string;
  /** The app's origin. */
  readonly baseUrl: string;
}

/** What says how the app proves its identity: variables with their values. */
export type CredentialSetting =
  | { readonly CLIENT_SECRET: string }
  | { readonly CLIENT_CERTIFICATE_PATH: string }
  | { readonly KEY_VAULT_URL: string; readonly KEY_VAULT_CERTIFICATE: string };

/** Everything that says how the app proves its identity. The app starts with one way only. */
const credentialVariables = [
  "CLIENT_SECRET",
  "CLIENT_CERTIFICATE_PATH",
  "CLIENT_CERTIFICATE_KEY_PATH",
  "CLIENT_CERTIFICATE_PASSWORD",
  "CLIENT_CREDENTIAL",
  "KEY_VAULT_URL",
  "KEY_VAULT_CERTIFICATE",
  "KEY_VAULT_SECRET",
] as const satisfies readonly SettingName[];

/** The variables that name a credential other than a secret. */
const otherCredentials = [
  "CLIENT_CERTIFICATE_PATH",
  "CLIENT_CREDENTIAL",
  "KEY_VAULT_URL",
] as const satisfies readonly SettingName[];

/**
 * Returns the variable by which `.env` names a credential of an application that is no secret; undefined if it names none,
 * or a secret too.
 */
export function otherCredential(appId: string, current: Variables): SettingName | undefined {
  const { settings, isSet } = settingsIn(current);
  return settings.CLIENT_ID === appId && !isSet("CLIENT_SECRET") ? otherCredentials.find(isSet) : undefined;
}

/**
 * Returns what `.env` needs for the next run to know the application. If it names another one, the credential, the scopes
 * and the orders API in it are that one's too, and are emptied.
 */
export function applicationSettings(appId: string, current: Variables): Variables {
  const { settings, isSet } = settingsIn(current);
  const ofAnother = ["API_SCOPES", "ORDERS_API_CLIENT_ID"].filter((name) => current[name]);
  return settings.CLIENT_ID === appId
    ? {}
    : {
        ...emptied(credentialVariables, isSet),
        ...Object.fromEntries(ofAnother.map((name) => [name, ""])),
        CLIENT_ID: appId,
      };
}

/**
 * Returns the variables that `.env`, which has `current` so far, needs for an app to sign people in. Without a credential,
 * the one that is set stays. An app whose certificate is in a key vault has its session secret there too.
 */
export function appSettings(
  { cloud, tenant, appId, baseUrl }: Registration,
  credential: CredentialSetting | undefined,
  current: Variables,
): Variables {
  const { settings, isSet } = settingsIn(current);
  return {
    ...tenantSetting(cloud, tenant),
    ...(cloud.externalTenants && !namesTenant(current.AUTHORITY, tenant)
      ? emptied(["AUTHORITY"], isSet)
      : {}),
    CLIENT_ID: appId,
    ...(credential && { ...emptied(credentialVariables, isSet), ...credential }),
    REDIRECT_URI: `${baseUrl}/auth/redirect`,
    POST_LOGOUT_REDIRECT_URI: `${baseUrl}/`,
    ...portSetting(baseUrl, orDefault(settings, "PORT")),
    ...(isSet("EXPRESS_SESSION_SECRET") || (credential && "KEY_VAULT_URL" in credential)
      ? {}
      : { EXPRESS_SESSION_SECRET: randomBytes(32).toString("hex") }),
  };
}

function emptied(names: readonly SettingName[], isSet: (name: SettingName) => boolean): Variables {
  return Object.fromEntries(names.filter(isSet).map((name) => [name, ""]));
}

function settingsIn(current: Variables) {
  const faults: Faults = new Map();
  const settings = parseEnvironment(current, faults);
  return { settings, isSet: (name: SettingName) => settings[name] !== undefined || faults.has(name) };
}

function tenantSetting({ externalTenants, signInOrigin }: Cloud, { id, initialDomain }: Tenant): Variables {
  return externalTenants
    ? { TENANT_SUBDOMAIN: subdomainOf(initialDomain) }
    : { AUTHORITY: `${signInOrigin}/${id}/v2.0` };
}

/** An authority goes before the subdomain. That of a custom URL domain has the tenant's id. */
function namesTenant(authority: string | undefined, { id, initialDomain }: Tenant): boolean {
  const names = [id, initialDomain, `//${subdomainOf(initialDomain)}.`];
  return names.some((name) => authority?.toLowerCase().includes(name.toLowerCase()));
}

function subdomainOf(domain: string): string {
  return domain.split(".")[0] ?? "";
}

/** On localhost the app listens where browsers look for it; elsewhere something stands in front of it. */
function portSetting(baseUrl: string, current: number | string): Variables {
  const { protocol, port } = new URL(baseUrl);
  const wanted = Number(port || 80);
  return protocol === "http:" && wanted !== current ? { PORT: String(wanted) } : {};
}
