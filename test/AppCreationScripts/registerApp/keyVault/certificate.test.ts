import { createPrivateKey, X509Certificate } from "node:crypto";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { parseVariables } from "../../../../AppCreationScripts/project/environmentText.js";
import { createClientCertificate } from "../../../support/credentials/clientCertificate.js";
import { startTenantWithVault, vaultOption } from "../../testVault.js";

type Tenant = Awaited<ReturnType<typeof startTenantWithVault>>;

const name = "client-certificate";
const day = 24 * 60 * 60 * 1000;

const versionsIn = ({ vault }: Tenant, of = name) => vault.stored.certificates.get(of) ?? [];
const dersIn = (tenant: Tenant) => versionsIn(tenant).map(({ cer }) => cer);
const registeredIn = ({ graph }: Tenant) => graph.applications[0]?.keyCredentials.map(({ key }) => key);
const newestIn = (tenant: Tenant) => new X509Certificate(Buffer.from(dersIn(tenant).at(-1) ?? "", "base64"));

/** Lets it be so many days before the newest certificate ends. */
function daysBeforeEnd(tenant: Tenant, days: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(newestIn(tenant).validTo) - days * day });
  onTestFinished(() => void vi.useRealTimers());
}

describe("npm run configure -- --key-vault", () => {
  test("makes a certificate in the vault and registers it, for a year at most", async () => {
    const tenant = await startTenantWithVault();
    await tenant.configure(...vaultOption);
    expect(registeredIn(tenant)).toEqual(dersIn(tenant));
    const [version] = versionsIn(tenant);
    const certificate = newestIn(tenant);
    expect(certificate.subject).toBe(`CN=${tenant.graph.applications[0]?.appId}`);
    expect(certificate.checkPrivateKey(createPrivateKey(version?.privateKey ?? ""))).toBe(true);
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(3072);
    const lifetime = Date.parse(certificate.validTo) - Date.parse(certificate.validFrom);
    expect(lifetime).toBeLessThanOrEqual(365 * day);
    expect(version?.policy).toMatchObject({
      key_props: { exportable: true },
      x509_props: { validity_months: 12 },
    });
    expect(tenant.graph.applications[0]?.passwordCredentials).toEqual([]);
  });

  test("reads no private key and no secret, and leaves none on this machine", async () => {
    const tenant = await startTenantWithVault();
    await tenant.configure(...vaultOption);
    const read = tenant.vault.requests.filter(
      ({ method, path }) => method === "GET" && !path.includes("certificates"),
    );
    expect(read.map(({ path }) => path)).toEqual(["/secrets/session-secret/versions"]);
    expect(tenant.files()).toEqual([".env", ".env.sample"]);
    const said = JSON.stringify([tenant.lines, tenant.graph.requests, tenant.read(".env")]);
    expect(said).not.toMatch(/PRIVATE KEY|vault-token-of/);
    expect(said).not.toContain(tenant.vault.stored.secrets.get("session-secret")?.[0]);
  });

  test("tells the app where both are", async () => {
    const tenant = await startTenantWithVault();
    await tenant.configure(...vaultOption, "--base-url", "https://app.example.com");
    const settings = parseVariables(tenant.read(".env"));
    expect(settings).toMatchObject({
      KEY_VAULT_URL: "https://contoso.vault.azure.net/",
      KEY_VAULT_CERTIFICATE: name,
      REDIRECT_URI: "https://app.example.com/auth/redirect",
      POST_LOGOUT_REDIRECT_URI: "https://app.example.com/",
    });
    expect(settings.EXPRESS_SESSION_SECRET ?? "").toMatch(/^(Enter_.*)?$/);
    expect(settings.CLIENT_SECRET ?? "").toMatch(/^(Enter_.*)?$/);
    expect(tenant.graph.applications[0]?.web).toMatchObject({
      redirectUris: ["https://app.example.com/auth/redirect", "https://app.example.com/"],
      homePageUrl: "https://app.example.com/",
      logoutUrl: "https://app.example.com/auth/frontchannel-logout",
    });
  });

  test("registers a certificate before the vault makes it the newest version", async () => {
    const tenant = await startTenantWithVault();
    tenant.vault.refuse(/merge$/, { status: 403, code: "Forbidden" });
    await expect(tenant.configure(...vaultOption)).rejects.toThrow("Key Vault certificate failed.");
    expect(registeredIn(tenant)).toHaveLength(1);
    expect(versionsIn(tenant)).toEqual([]);
  });

  test("goes on with the key pair and the certificate of a run that ended in between", async () => {
    const tenant = await startTenantWithVault();
    tenant.vault.refuse(/merge$/, { status: 503, code: "ServiceUnavailable" }, 1);
    await expect(tenant.configure(...vaultOption)).rejects.toThrow("Key Vault certificate failed.");
    const registered = registeredIn(tenant);
    await tenant.configure(...vaultOption);
    expect(dersIn(tenant)).toEqual(registered);
    expect(registeredIn(tenant)).toEqual(registered);
    const made = tenant.vault.requests.filter(({ path }) => path.endsWith("/create"));
    expect(made).toHaveLength(1);
  });

  test("makes nothing twice", async () => {
    const tenant = await startTenantWithVault();
    await tenant.configure(...vaultOption);
    const before = structuredClone(tenant.vault.stored);
    await tenant.configure(...vaultOption);
    expect(tenant.vault.stored).toEqual(before);
    expect(registeredIn(tenant)).toHaveLength(1);
  });

  test("makes a certificate of another name if one is given", async () => {
    const tenant = await startTenantWithVault();
    await tenant.configure(...vaultOption, "--certificate-name", "sign-in-2");
    expect(versionsIn(tenant, "sign-in-2")).toHaveLength(1);
    expect(parseVariables(tenant.read(".env"))).toMatchObject({ KEY_VAULT_CERTIFICATE: "sign-in-2" });
  });
});

describe("npm run configure -- --key-vault --dry-run", () => {
  test("prints each call that a first run makes to the vault, in this order, and makes none", async () => {
    const rehearsed = await startTenantWithVault();
    await rehearsed.configure(...vaultOption, "--dry-run");
    expect(rehearsed.vault.requests).toEqual([]);
    expect(rehearsed.graph.requests).toEqual([]);
    const real = await startTenantWithVault();
    await real.configure(...vaultOption);
    const calls = rehearsed.lines.filter((line) => line.includes("https://contoso.vault.azure.net/"));
    expect(calls).toEqual(
      real.vault.requests.map(({ method, path }) => `  ${method} https://contoso.vault.azure.net${path}`),
    );
  });
});

describe("npm run configure -- --settings-file", () => {
  test("writes the settings there, knows the application by them, and leaves .env alone", async () => {
    const tenant = await startTenantWithVault();
    tenant.write(".env", "PORT=8080\n");
    const file = ["--settings-file", "production.env"];
    await tenant.configure(...vaultOption, ...file);
    const text = tenant.read("production.env");
    expect(Object.keys(parseVariables(text)).sort()).toEqual([
      ...["CLIENT_ID", "KEY_VAULT_CERTIFICATE", "KEY_VAULT_URL"],
      ...["POST_LOGOUT_REDIRECT_URI", "REDIRECT_URI", "TENANT_SUBDOMAIN"],
    ]);
    expect(tenant.lines).toContain("  production.env is written");
    expect(tenant.read(".env")).toBe("PORT=8080\n");
    tenant.graph.applications[0]?.owners.clear();
    await tenant.configure(...vaultOption, ...file);
    expect(tenant.graph.applications).toHaveLength(1);
    expect(tenant.read("production.env")).toBe(text);
  });
});

describe("A certificate in the vault is renewed", () => {
  test("60 days before its end: the new one waits until all of Entra knows it, and the old one stays good", async () => {
    const tenant = await startTenantWithVault();
    await tenant.configure(...vaultOption);
    const [old] = dersIn(tenant);
    daysBeforeEnd(tenant, 59);
    await tenant.configure(...vaultOption);
    const [, renewed] = dersIn(tenant);
    expect(registeredIn(tenant)).toEqual([old, renewed]);
    expect(tenant.waits).toContain(2 * 60 * 1000);
  });

  test("not before", async () => {
    const tenant = await startTenantWithVault();
    await tenant.configure(...vaultOption);
    daysBeforeEnd(tenant, 61);
    await tenant.configure(...vaultOption);
    expect(dersIn(tenant)).toHaveLength(1);
  });

  test("if somebody has disabled it", async () => {
    const tenant = await startTenantWithVault();
    await tenant.configure(...vaultOption);
    Object.assign(versionsIn(tenant)[0] ?? {}, { enabled: false });
    await tenant.configure(...vaultOption);
    expect(versionsIn(tenant).map(({ enabled }) => enabled)).toEqual([false, true]);
    expect(registeredIn(tenant)).toEqual(dersIn(tenant));
  });
});

/** A tenant whose vault has got a certificate by another way, such as the vault's own renewal. */
async function startWithOther({ exportable = true } = {}) {
  const tenant = await startTenantWithVault();
  await tenant.configure(...vaultOption);
  const { cert, key } = await createClientCertificate();
  const cer = new X509Certificate(cert).raw.toString("base64");
  const policy = { key_props: { exportable } };
  tenant.vault.stored.certificates.get(name)?.push({ cer, privateKey: key, enabled: true, policy });
  return { tenant, cer };
}

describe("A certificate that the vault has got by another way", () => {
  test("is registered too, beside the older one", async () => {
    const { tenant, cer } = await startWithOther();
    await tenant.configure(...vaultOption);
    expect(dersIn(tenant)).toHaveLength(2);
    expect(registeredIn(tenant)).toEqual([dersIn(tenant)[0], cer]);
  });

  test("is refused if the app could not sign with it", async () => {
    const { tenant } = await startWithOther({ exportable: false });
    await expect(tenant.configure(...vaultOption)).rejects.toThrow("Key Vault certificate failed.");
    expect(registeredIn(tenant)).toHaveLength(1);
  });
});
