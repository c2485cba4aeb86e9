import { describe, expect, test } from "vitest";
import { parseVariables } from "../../../../AppCreationScripts/project/environmentText.js";
import { startTestTenant, type TestTenant } from "../../testTenant.js";

/** Registers the app, and then puts another credential in the place of its secret. */
async function startWith(credential: string): Promise<TestTenant> {
  const tenant = await startTestTenant();
  await tenant.configure();
  tenant.write(".env", tenant.read(".env").replace(/^CLIENT_SECRET=.*$/m, credential));
  return tenant;
}

const secretsOf = ({ graph }: TestTenant) => graph.applications[0]?.passwordCredentials ?? [];

describe("Run again, npm run configure keeps", () => {
  test.each([
    ["a managed identity", "CLIENT_CREDENTIAL", "managed-identity"],
    ["a key vault", "KEY_VAULT_URL", "https://contoso.vault.azure.net/"],
    ["a certificate", "CLIENT_CERTIFICATE_PATH", "mine.pem"],
  ])("%s that is set, and says so", async (_case, variable, value) => {
    const tenant = await startWith(`${variable}=${value}`);
    await tenant.configure("--base-url", "http://localhost:8080");
    expect(parseVariables(tenant.read(".env"))).toMatchObject({ [variable]: value, PORT: "8080" });
    expect(parseVariables(tenant.read(".env"))).not.toHaveProperty("CLIENT_SECRET");
    expect(secretsOf(tenant)).toHaveLength(1);
    expect(tenant.lines).toContain(
      `  kept that of ${variable}: --certificate or --secret-months gives the app another`,
    );
    expect(tenant.lines).toContain(`The credential of ${variable} in .env is kept.`);
  });
});

describe("npm run configure replaces a credential that is set", () => {
  test("by a secret if --secret-months asks for one", async () => {
    const tenant = await startWith("CLIENT_CREDENTIAL=managed-identity");
    await tenant.configure("--secret-months", "6");
    expect(parseVariables(tenant.read(".env"))).toMatchObject({
      CLIENT_SECRET: secretsOf(tenant)[1]?.secretText,
      CLIENT_CREDENTIAL: "",
    });
  });

  test("by a certificate if --certificate asks for one", async () => {
    const tenant = await startWith("CLIENT_CREDENTIAL=managed-identity");
    await tenant.configure("--certificate");
    expect(parseVariables(tenant.read(".env"))).toMatchObject({
      CLIENT_CERTIFICATE_PATH: "client-certificate.pem",
      CLIENT_CREDENTIAL: "",
    });
  });

  test("if it is another application's", async () => {
    const tenant = await startWith("CLIENT_CREDENTIAL=managed-identity");
    await tenant.configure("--name", "Another app");
    expect(parseVariables(tenant.read(".env"))).toMatchObject({
      CLIENT_SECRET: tenant.graph.applications[1]?.passwordCredentials[0]?.secretText,
      CLIENT_CREDENTIAL: "",
    });
  });
});
