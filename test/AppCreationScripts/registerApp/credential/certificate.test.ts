import { createPrivateKey, X509Certificate } from "node:crypto";
import { statSync } from "node:fs";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { describeFailure } from "../../../../AppCreationScripts/commandLine/describeFailure.js";
import { parseVariables } from "../../../../AppCreationScripts/project/environmentText.js";
import { createClientCertificate } from "../../../support/credentials/clientCertificate.js";
import { startTestTenant, type TestTenant } from "../../testTenant.js";

const file = "client-certificate.pem";
const day = 24 * 60 * 60 * 1000;

const registered = ({ graph }: TestTenant) =>
  graph.applications[0]?.keyCredentials.map(({ key }) => key) ?? [];

const certificateIn = (tenant: TestTenant) => new X509Certificate(tenant.read(file));

const derIn = (tenant: TestTenant) => certificateIn(tenant).raw.toString("base64");

describe("npm run configure -- --certificate", () => {
  test("registers a certificate whose key is in a file for its owner alone", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--certificate");
    expect(registered(tenant)).toEqual([derIn(tenant)]);
    const key = createPrivateKey(tenant.read(file));
    expect(certificateIn(tenant).checkPrivateKey(key)).toBe(true);
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(3072);
    expect(statSync(path.join(tenant.folder, file)).mode & 0o777).toBe(0o600);
    expect(parseVariables(tenant.read(".env"))).toMatchObject({ CLIENT_CERTIFICATE_PATH: file });
    expect(tenant.graph.applications[0]?.passwordCredentials).toEqual([]);
  });

  test("keeps it when run again, and sends its key nowhere", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--certificate");
    const text = tenant.read(file);
    await tenant.configure("--certificate");
    expect(tenant.read(file)).toBe(text);
    expect(registered(tenant)).toHaveLength(1);
    const said = JSON.stringify([tenant.lines, tenant.graph.requests]);
    expect(said).not.toMatch(/PRIVATE KEY/);
    expect(tenant.files()).toEqual([".env", ".env.sample", file]);
  });

  test("makes a new one 30 days before its end, beside the old one", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--certificate");
    const text = tenant.read(file);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(certificateIn(tenant).validTo) - 29 * day });
    await tenant.configure("--certificate");
    vi.useRealTimers();
    expect(registered(tenant)).toHaveLength(2);
    expect(registered(tenant)[1]).toBe(derIn(tenant));
    const [saved = ""] = tenant.files().filter((name) => name.startsWith(`${file}.`));
    expect(tenant.read(saved)).toBe(text);
  });

  test("leaves the one that running apps use in place until Entra has the new one", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--certificate");
    const text = tenant.read(file);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(certificateIn(tenant).validTo) - 29 * day });
    onTestFinished(() => void vi.useRealTimers());
    tenant.graph.failCall(tenant.graph.requests.length + 6, 403);
    await expect(tenant.configure("--certificate")).rejects.toThrow("Certificate failed.");
    expect(tenant.graph.requests.at(-1)?.method).toBe("PATCH");
    expect(tenant.read(file)).toBe(text);
    const pending = tenant.read(`${file}.new`);
    expect(statSync(path.join(tenant.folder, `${file}.new`)).mode & 0o777).toBe(0o600);
    await tenant.configure("--certificate");
    expect(tenant.read(file)).toBe(pending);
    expect(registered(tenant)).toHaveLength(2);
    expect(tenant.has(`${file}.new`)).toBe(false);
  });

  test("registers a good one that nobody has registered since it was made", async () => {
    const tenant = await startTestTenant();
    tenant.graph.failCall(9, 500);
    await expect(tenant.configure("--certificate")).rejects.toThrow("Certificate failed.");
    const text = tenant.read(`${file}.new`);
    expect(registered(tenant)).toEqual([]);
    await tenant.configure("--certificate");
    expect(tenant.read(file)).toBe(text);
    expect(registered(tenant)).toEqual([derIn(tenant)]);
  });

  test("finds one that was registered although the answer did not come", async () => {
    const tenant = await startTestTenant();
    tenant.graph.failCall(9, "cut", "after");
    const message = await tenant.configure("--certificate").then(() => "", describeFailure);
    expect(message).toMatch(/^Certificate failed\. Microsoft Graph did not answer\. \(ECONNRESET\)/);
    await tenant.configure("--certificate");
    expect(registered(tenant)).toEqual([derIn(tenant)]);
  });

  test.each([
    ["a stranger's", async () => Object.values(await createClientCertificate()).join("")],
    ["half of one", async () => (await createClientCertificate()).cert],
    ["no certificate", async () => "Not a certificate."],
  ])("saves %s that is in the file before it makes its own", async (_case, make) => {
    const tenant = await startTestTenant();
    const text = await make();
    tenant.write(file, text);
    await tenant.configure("--certificate");
    expect(registered(tenant)).toEqual([derIn(tenant)]);
    const [saved = ""] = tenant.files().filter((name) => name.startsWith(`${file}.`));
    expect(tenant.read(saved)).toBe(text);
  });

  test("keeps one of another name that is registered", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--certificate");
    const { cert, key } = await createClientCertificate();
    tenant.write(file, cert + key);
    Object.assign(tenant.graph.applications[0]?.keyCredentials[0] ?? {}, { key: derIn(tenant) });
    await tenant.configure("--certificate");
    expect(tenant.read(file)).toBe(cert + key);
    expect(registered(tenant)).toEqual([derIn(tenant)]);
  });

  test("keeps the certificates of others", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--certificate");
    const [first] = registered(tenant);
    tenant.write(file, "Another machine has the key.");
    await tenant.configure("--certificate");
    expect(registered(tenant)).toEqual([first, derIn(tenant)]);
  });

  test("takes the place of a secret in .env", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    await tenant.configure("--certificate");
    expect(parseVariables(tenant.read(".env"))).toMatchObject({
      CLIENT_SECRET: "",
      CLIENT_CERTIFICATE_PATH: file,
    });
  });
});
