import { existsSync, readdirSync, renameSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type HookTenant, startHookTenant } from "./hookTenant.js";

interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs the hook of a tenant's project, with this environment. */
type RunHook = (tenant: HookTenant, environment: NodeJS.ProcessEnv) => Promise<Outcome>;

const appIdIn = ({ graph }: HookTenant) => graph.applications[0]?.appId;

/** Files with settings in the folder for temporary ones, where tsx keeps a cache. */
function settingsLeftIn({ temporary }: HookTenant): readonly string[] {
  return readdirSync(temporary, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.includes(".env"),
  );
}

/** The promises of the hook, whichever shell runs it. */
export function testHook(name: string, run: RunHook): void {
  describe(name, () => {
    test("registers the app, makes its certificate in the vault, and notes the client ID for azd", async () => {
      const tenant = await startHookTenant();
      const { code, output, errors } = await run(tenant, tenant.environment);
      expect({ code, errors }).toEqual({ code: 0, errors: "" });
      expect(tenant.graph.applications[0]?.web.redirectUris).toEqual([
        "https://app.example.com/auth/redirect",
        "https://app.example.com/",
      ]);
      const [version] = tenant.vault.stored.certificates.get("client-certificate") ?? [];
      expect(tenant.graph.applications[0]?.keyCredentials.map(({ key }) => key)).toEqual([version?.cer]);
      expect(tenant.azdCalls()).toEqual([
        `env set CLIENT_ID ${appIdIn(tenant)}`,
        "env set TENANT_SUBDOMAIN contoso",
      ]);
      expect(output).toContain("azd up and azd deploy give it to the app.");
      // A token for vaults, of the tenant that the vault has named.
      expect(tenant.tokenCalls()).toEqual([
        `auth token --output json --no-prompt --scope https://vault.azure.net/.default --tenant-id ${tenant.vault.tenantId}`,
      ]);
    });

    test("leaves no settings and no secret on the machine", async () => {
      const tenant = await startHookTenant();
      const { output } = await run(tenant, tenant.environment);
      expect(existsSync(path.join(tenant.project, ".env"))).toBe(false);
      expect(settingsLeftIn(tenant)).toEqual([]);
      const secret = tenant.vault.stored.secrets.get("session-secret")?.[0] ?? "no secret";
      expect([output, ...tenant.azdCalls()].join("\n")).not.toMatch(
        new RegExp(`${secret}|vault-token-of|PRIVATE`),
      );
    });

    test("knows the app again by CLIENT_ID, although somebody else has registered it", async () => {
      const tenant = await startHookTenant();
      await run(tenant, tenant.environment);
      const CLIENT_ID = appIdIn(tenant) ?? "";
      tenant.graph.applications[0]?.owners.clear();
      const { code } = await run(tenant, { ...tenant.environment, CLIENT_ID });
      expect(code).toBe(0);
      expect(tenant.graph.applications).toHaveLength(1);
      expect(tenant.vault.stored.certificates.get("client-certificate")).toHaveLength(1);
    });

    test("takes the names of app and certificate from azd's environment, with any characters", async () => {
      const tenant = await startHookTenant();
      const names = { APP_NAME: `Tom's "big" app $x`, CERTIFICATE_NAME: "sign-in" };
      const { code } = await run(tenant, { ...tenant.environment, ...names });
      expect(code).toBe(0);
      expect(tenant.graph.applications[0]?.displayName).toBe(names.APP_NAME);
      expect([...tenant.vault.stored.certificates.keys()]).toEqual(["sign-in"]);
    });

    test.each([
      ["no tenant is set", { TENANT_SUBDOMAIN: "" }, "  azd env set TENANT_SUBDOMAIN contoso\n  azd up\n"],
      ["there is no address", { APP_URL: "" }, "Run azd provision.\n"],
      ["there is no vault", { KEY_VAULT_URL: "" }, "Run azd provision.\n"],
    ])("says what to do if %s, and calls nobody", async (_case, changes, told) => {
      const tenant = await startHookTenant();
      const { code, errors } = await run(tenant, { ...tenant.environment, ...changes });
      expect(code).toBe(1);
      expect(errors).toMatch(/^The app is not registered: /);
      expect(errors).toContain(told);
      expect([...tenant.azdCalls(), ...tenant.vault.requests, ...tenant.graph.requests]).toEqual([]);
    });

    test("says what to do if the libraries are missing", async () => {
      const tenant = await startHookTenant();
      renameSync(path.join(tenant.project, "node_modules"), path.join(tenant.project, "elsewhere"));
      const { code, errors } = await run(tenant, tenant.environment);
      expect(code).toBe(1);
      expect(errors).toContain("Run npm ci in ");
    });

    test("fails with its command, and tells azd nothing, if nobody is signed in to Azure", async () => {
      const tenant = await startHookTenant();
      tenant.signOut();
      const { code, errors } = await run(tenant, tenant.environment);
      expect(code).toBe(1);
      expect(errors).toContain(`run azd auth login --tenant-id ${tenant.vault.tenantId}`);
      expect([...tenant.azdCalls(), ...tenant.graph.requests]).toEqual([]);
      expect(settingsLeftIn(tenant)).toEqual([]);
    });

    test("needs nobody with an administration application", async () => {
      const tenant = await startHookTenant();
      const { code, errors } = await run(tenant, {
        ...tenant.environment,
        ADMIN_CLIENT_ID: "11111111-2222-4333-8444-555555555555",
      });
      expect(code).toBe(1);
      expect(errors).toContain("--app-only has no credential");
    });
  });
}
