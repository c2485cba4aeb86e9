import { afterEach, expect, test, vi } from "vitest";
import { refreshFromKeyVault } from "../../src/credentials/keyVault.js";
import { neverAnswer, startLocalServer } from "../support/localServer.js";
import { createMemoryLog } from "../support/memoryLog.js";
import { takeTimeLimits } from "../support/timeLimit.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

const load = (url: string) =>
  refreshFromKeyVault(
    { kind: "key-vault", url, holds: "secret", name: "sign-in", identityClientId: undefined },
    createMemoryLog(),
  );

test("a key vault that does not answer is waited for no longer than 30 seconds", async () => {
  const limits = takeTimeLimits();
  const { url } = await startLocalServer(neverAnswer);
  const refused = expect(load(url.replace("http:", "https:"))).rejects.toMatchObject({
    name: "CredentialError",
    message: "The key vault's secret sign-in cannot be read: the vault did not answer within 30 seconds.",
  });
  await vi.waitFor(() => expect(limits.milliseconds).toEqual([30_000]));
  limits.runOut();
  await refused;
});

test("settings that no identity can be made of are told", async () => {
  vi.stubEnv("AZURE_TOKEN_CREDENTIALS", "nonsense");
  await expect(load("https://contoso.vault.azure.net/")).rejects.toMatchObject({
    name: "CredentialError",
    message: expect.stringMatching(
      /^The key vault's secret sign-in cannot be read: Error: Invalid value for AZURE_TOKEN_CREDENTIALS/,
    ),
  });
});
