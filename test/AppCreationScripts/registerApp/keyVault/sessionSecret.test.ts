import { expect, test } from "vitest";
import { startTenantWithVault, vaultOption } from "../../testVault.js";

const name = "session-secret";

test("npm run configure -- --key-vault makes a session secret of 32 random bytes in the vault", async () => {
  const [one, other] = [await startTenantWithVault(), await startTenantWithVault()];
  await one.configure(...vaultOption);
  await other.configure(...vaultOption);
  const secrets = [one, other].map(({ vault }) => vault.stored.secrets.get(name));
  expect(secrets).toEqual([
    [expect.stringMatching(/^[0-9a-f]{64}$/)],
    [expect.stringMatching(/^[0-9a-f]{64}$/)],
  ]);
  expect(secrets[0]).not.toEqual(secrets[1]);
});

test("A session secret that the vault has stays", async () => {
  const { vault, configure } = await startTenantWithVault();
  vault.stored.secrets.set(name, ["kept"]);
  await configure(...vaultOption);
  expect(vault.stored.secrets.get(name)).toEqual(["kept"]);
});

test("Who may not look for it is told what that means, and everything else is done", async () => {
  const { vault, configure, lines, graph } = await startTenantWithVault();
  vault.refuse(/secrets/, { status: 403, code: "Forbidden", innerCode: "ForbiddenByRbac" });
  await configure(...vaultOption);
  expect(lines).toContainEqual(
    expect.stringMatching(/^ {2}not looked for\. .* \(403, ForbiddenByRbac\) .* Key Vault Secrets Officer /),
  );
  expect(vault.stored.secrets.size).toBe(0);
  expect(graph.applications[0]?.keyCredentials).toHaveLength(1);
});
